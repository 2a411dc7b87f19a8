"""What `verify` found, and what to do about it."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from elearn.wording.mark import N_


class Found(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def values(self) -> Mapping[str, Any]: ...


SENTENCES: Mapping[str, str] = {
    "status-differs": N_(
        "The stored status of person %(person)s under duty %(duty)s is not what the facts say."
    ),
    "coverage-differs": N_(
        "The kept coverage of unit %(unit)s in course %(course)s is not what the facts say."
    ),
    "posts-overlap": N_("Employment %(number)s has two rows for the same days from %(on)s."),
    "evidence-without-version": N_(
        "Completion %(evidence)s is of a module version that was never published."
    ),
    "module-without-version": N_("%(module)s has a current version that was never published."),
    "counter-impossible": N_(
        "Exercise version %(exercise)s counts something more often than it was answered."
    ),
    "counters-too-low": N_("Fewer first answers are counted than are remembered."),
    "panel-votes-impossible": N_(
        "The votes of the panel on exercise version %(exercise)s are such as no ballots can leave, "
        "or more of them is shown than may be."
    ),
    "group-sums-impossible": N_(
        "The sums of %(form)s in unit %(unit)s for the quarter from %(on)s are such as no "
        "measurements can come to."
    ),
    "group-figures-unsound": N_(
        "What is shown of the groups of %(course)s in the quarter from %(on)s cannot be read, or "
        "tells of too small a group."
    ),
    "blob-altered": N_("The stored bytes %(digest)s are not what they were when published."),
    "audit-chain-broken": N_(
        "The seal of %(on)s does not follow from the seals before it: a day of the log was taken "
        "away or changed."
    ),
    "audit-seal-forged": N_(
        "The seal of %(on)s was not made with our key. After a change of PEPPER this is so of "
        "every day before it."
    ),
    "audit-log-altered": N_(
        "The log of %(on)s is not what was sealed: a row was added, changed or taken away."
    ),
    "unit-cycle": N_("Unit %(unit)s stands under itself from %(on)s."),
    "unit-overlap": N_("Unit %(unit)s stands in two places from %(on)s."),
    "unit-gap": N_("Unit %(unit)s is gone for a while from %(on)s."),
    "parent-missing": N_("Unit %(unit)s stands under a unit that is not there from %(on)s."),
}


def sentence(found: Found, gettext: Callable[[str], str]) -> str:
    return gettext(SENTENCES[found.code]) % dict(found.values)
