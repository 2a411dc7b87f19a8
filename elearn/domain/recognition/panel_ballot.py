"""One ballot while it is filled in: what has been judged so far, and nothing of who holds it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from elearn.domain.errors import FormatError
from elearn.domain.recognition.panel_votes import Reason

SKIPPED = ""
"""Stands in the place of what was chosen."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """On one item."""

    choice: str
    """An option or level; `SKIPPED` where somebody passed it by."""
    reasons: frozenset[Reason] = frozenset()


@dataclass(frozen=True, slots=True)
class Ballot:
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    """By item, for those that have been judged or skipped; judging again replaces."""

    def with_judgement(self, item: str, judgement: Judgement) -> Self:
        return replace(self, judgements=dict(self.judgements) | {item: judgement})

    @property
    def votes(self) -> Mapping[str, Judgement]:
        """Without what was skipped."""
        return {item: one for item, one in self.judgements.items() if one.choice != SKIPPED}

    def dumped(self) -> bytes:
        return json.dumps(
            {item: [one.choice, *sorted(one.reasons)] for item, one in self.judgements.items()}
        ).encode()


def ballot_of(body: bytes) -> Ballot:
    """What `dumped` wrote. Raises: FormatError `ballot-malformed`."""
    try:
        return Ballot(
            {
                str(item): Judgement(str(choice), frozenset(map(Reason, reasons)))
                for item, (choice, *reasons) in json.loads(body).items()
            }
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise FormatError("ballot-malformed") from error
