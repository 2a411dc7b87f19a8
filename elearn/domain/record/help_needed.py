"""Where something falls due or is late, and the one thing to do about it.

Of people only for whoever leads them; of units for whoever stands above. In the order of last days
and of the organisation, never by who does best or worst.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status
from elearn.domain.record.coverage import SMALLEST_GROUP, Coverage
from elearn.domain.record.reminders import Asked

DAYS_AHEAD = 30


class UnitHelp(StrEnum):
    """What somebody above a unit does."""

    APPOINT = "appoint"
    """Nobody leads it."""
    ASK_MANAGER = "ask-manager"
    PLAN_MEETING = "plan-meeting"
    LETTERS = "letters"
    """Nothing: letters leave by themselves."""


class PersonHelp(StrEnum):
    """What the manager of somebody does."""

    TALK = "talk"
    MAKE_TIME = "make-time"
    """Begun, and not done."""
    TELL = "tell"
    """No letter reaches them."""
    LETTER = "letter"
    """Nothing: a letter leaves by itself."""


@dataclass(frozen=True, slots=True)
class UnitNeed:
    late: int
    soon: int
    """How many more will be late after `DAYS_AHEAD` days if nobody does anything."""

    def __bool__(self) -> bool:
        return bool(self.late or self.soon)


@dataclass(frozen=True, slots=True)
class PersonNeed:
    person: UUID
    things: Sequence[Asked]
    """One a course, the earliest last day first."""
    help: PersonHelp


def horizon(today: date) -> date:
    """The last of the days that count as soon."""
    return today + timedelta(DAYS_AHEAD)


def unit_need(now: Coverage, then: Coverage) -> UnitNeed:
    """*then* is the coverage of the day after the `horizon`."""
    return UnitNeed(now.late, max(0, then.late - now.late))


def unit_help(needs: Iterable[UnitNeed], *, is_led: bool) -> UnitHelp:
    """*needs* of one unit, one a course; at least one of them is something."""
    every = list(needs)
    if not is_led:
        return UnitHelp.APPOINT
    if any(need.late for need in every):
        return UnitHelp.ASK_MANAGER
    if any(need.soon >= SMALLEST_GROUP for need in every):
        return UnitHelp.PLAN_MEETING
    return UnitHelp.LETTERS


def person_need(
    person: UUID, asked: Iterable[Asked], *, is_reachable: bool, today: date
) -> PersonNeed | None:
    """None when nothing of *asked* is late or falls due soon."""
    first: dict[str, Asked] = {}
    for each in sorted(asked, key=lambda each: each.due_on):
        if each.holds(today) and each.due_on <= horizon(today):
            first.setdefault(each.course, each)
    things = tuple(first.values())
    return PersonNeed(person, things, _help(things, is_reachable, today)) if things else None


def _help(things: Sequence[Asked], is_reachable: bool, today: date) -> PersonHelp:
    late = [each for each in things if each.due_on < today]
    if late and all(each.status is Status.UNDER_WAY for each in late):
        return PersonHelp.MAKE_TIME
    if not is_reachable:
        return PersonHelp.TELL
    return PersonHelp.TALK if late else PersonHelp.LETTER


def led_directly(tree: OrgTree, own: frozenset[UUID], others: frozenset[UUID]) -> frozenset[UUID]:
    """The units whose nearest manager leads *own*; *others* are led by somebody else."""
    found: set[UUID] = set()
    waiting = [unit for unit in own if unit in tree]
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += [each for each in tree.children(unit) if each not in others]
    return frozenset(found)
