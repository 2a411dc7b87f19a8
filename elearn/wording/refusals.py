"""What a rule's refusal says to whoever ran into it: what is wrong, and what to do."""

from collections.abc import Callable, Mapping
from datetime import date

from elearn.domain.errors import FormatError, Refusal
from elearn.wording import (
    account,
    administration,
    decisions,
    imports,
    learning,
    measurement,
    meetings,
    operation,
    organisation,
    panel,
    people,
    practice,
)
from elearn.wording.mark import N_

OTHERWISE = N_("That could not be done. Go back, check what you entered and try again.")

SENTENCES: Mapping[str, str] = {
    **account.SENTENCES,
    **administration.SENTENCES,
    **decisions.SENTENCES,
    **imports.SENTENCES,
    **learning.SENTENCES,
    **measurement.SENTENCES,
    **meetings.SENTENCES,
    **operation.SENTENCES,
    **organisation.SENTENCES,
    **panel.SENTENCES,
    **people.SENTENCES,
    **practice.SENTENCES,
}


def sentence(
    error: Refusal | FormatError,
    gettext: Callable[[str], str],
    written: Callable[[date], str] = date.isoformat,
) -> str:
    """In the language of *gettext*; a general sentence for a code without one of its own. *written*
    says a day."""
    values = {
        name: written(value) if isinstance(value, date) else value
        for name, value in error.values.items()
    }
    return gettext(SENTENCES.get(error.code, OTHERWISE)) % values
