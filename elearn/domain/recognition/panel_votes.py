"""What the votes of a municipality's own panel may tell, and when.

A panel is people who know the work and have judged the same item without seeing each other's
votes. Source: docs/recognition.md, panels; the ten and four fifths are script concordance's.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from elearn.domain.recognition.counts import require_counts

FEWEST_SHOWN = 5
"""With fewer votes on an item nothing about them is shown to anybody."""
STEP = 5
"""While a round is open, figures move by so many votes at a time: else whoever sees them before
and after a ballot would know that ballot."""
FEWEST_WHEN_CLOSED = 2
"""When a round is over the rest joins, but never a single vote."""
FEWEST_SETTLED = 10
AGREEMENT = 0.8
"""The share that has to judge as the writers do for a key to be more than the writers' own."""
BALLOT_DAYS = 60
"""How long a ballot can be used."""
ROUNDING = 1e-9


class Reason(StrEnum):
    """What weighed with somebody; a list, because free text is never asked for."""

    BEHAVIOUR = "behaviour"
    CHANGE = "change"
    TOGETHER = "together"
    ORDINARY = "ordinary"
    SUPPORT = "support"
    LITTLE_KNOWN = "little-known"
    HELPS = "helps"
    FIND_OUT = "find-out"
    LEAST_HARM = "least-harm"
    URGENT = "urgent"
    DUTY = "duty"
    NOT_ALONE = "not-alone"


CASE_REASONS = (
    *(Reason.BEHAVIOUR, Reason.CHANGE, Reason.TOGETHER),
    *(Reason.ORDINARY, Reason.SUPPORT, Reason.LITTLE_KNOWN),
)
"""For how much concern a case gives."""
STEP_REASONS = (
    *(Reason.HELPS, Reason.FIND_OUT, Reason.LEAST_HARM),
    *(Reason.URGENT, Reason.DUTY, Reason.NOT_ALONE),
)
"""For what to do."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a panel judged one item. Raises: Refusal `counts-malformed`."""

    votes: Mapping[str, int]
    """By option or level, for those that somebody chose."""
    reasons: Mapping[Reason, int] = field(default_factory=dict)
    """By reason, how many named it; each may have named several, or none."""

    def __post_init__(self) -> None:
        require_counts((*self.votes.values(), *self.reasons.values()))

    @property
    def asked(self) -> int:
        """How many have voted; who skipped the item has not."""
        return sum(self.votes.values())

    def agreeing(self, key: Collection[str]) -> int:
        """How many chose one of *key*."""
        return sum(count for option, count in self.votes.items() if option in key)

    @property
    def leading_reasons(self) -> tuple[tuple[Reason, int], ...]:
        """Those that somebody named, the most named first."""
        named = [(reason, count) for reason, count in self.reasons.items() if count]
        return tuple(sorted(named, key=lambda one: (-one[1], list(Reason).index(one[0]))))


def is_settled(tally: Tally | None, key: Collection[str]) -> bool:
    """Whether enough have judged the item, and enough of them as *key* has it."""
    if tally is None or tally.asked < FEWEST_SETTLED:
        return False
    return tally.agreeing(key) / tally.asked >= AGREEMENT - ROUNDING


def is_contested(tally: Tally, key: Collection[str]) -> bool:
    """Whether enough have judged the item to be told of, and no more than half of them as *key*
    has it. Nothing is contested where there is no key."""
    return bool(key) and tally.asked >= FEWEST_SHOWN and 2 * tally.agreeing(key) <= tally.asked


def may_show(votes: int, shown: int, *, is_open: bool) -> bool:
    """Whether what is shown of an item may move from *shown* votes to all *votes*."""
    if votes < FEWEST_SHOWN:
        return False
    return votes - shown >= (FEWEST_WHEN_CLOSED if shown and not is_open else STEP)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is counted of an item."""

    is_vote: bool
    """Else it is a reason."""
    count: int
    shown: int


def is_sound(marks: Collection[Mark]) -> bool:
    """Whether ballots can have left *marks* of one item, and no more of them is shown than may."""
    votes = sum(one.count for one in marks if one.is_vote)
    shown = sum(one.shown for one in marks if one.is_vote)
    return (
        (shown == 0 or shown >= FEWEST_SHOWN)
        and all(0 <= one.shown <= one.count for one in marks)
        and all(one.count <= votes and one.shown <= shown for one in marks)
    )
