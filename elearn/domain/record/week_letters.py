"""Who gets a letter on a day: what they have left to do, and for a manager one thing to see to.

One letter a week holds both. Nobody who did not answer is told of to anyone above the nearest
manager before that manager was told; whoever has no address is not told of by letter at all, but
stands on the nearest manager's list to print.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from elearn.domain.people.org import OrgTree
from elearn.domain.record.coverage import SMALLEST_GROUP
from elearn.domain.record.reminders import (
    LATE,
    Asked,
    Line,
    Sent,
    level_of,
    lines_on,
    manager_step,
    told_levels,
)


class Advice(StrEnum):
    """What a manager is asked to do; a letter holds one of them."""

    ANSWER = "answer"
    TALK = "talk"
    ASK_MANAGER = "ask-manager"
    PRINT_LIST = "print-list"
    PLAN_MEETING = "plan-meeting"


_ORDER = (
    (Advice.ANSWER, False),
    (Advice.TALK, True),
    (Advice.ASK_MANAGER, True),
    (Advice.PRINT_LIST, False),
    (Advice.TALK, False),
    (Advice.ASK_MANAGER, False),
    (Advice.PLAN_MEETING, False),
)
"""The most pressing first, and whether the manager has not heard of it before: what was said once
makes way for those whom nothing else reaches."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    advice: Advice
    unit: UUID
    people: int


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a letter says about somebody, to be remembered once it was sent."""

    person: UUID
    duty: UUID
    due_on: date
    step: str


@dataclass(frozen=True, slots=True)
class WeekLetter:
    lines: tuple[Line, ...] = ()
    recommendation: Recommendation | None = None
    told: tuple[Told, ...] = ()


@dataclass
class Facts:
    """All by person, but for the managers; a person without any is absent."""

    asked: Mapping[UUID, Sequence[Asked]]
    sent: dict[UUID, list[Sent]] = field(default_factory=dict)
    completed: Mapping[UUID, Mapping[str, date]] = field(default_factory=dict)
    """The latest completion by course."""
    reachable: frozenset[UUID] = frozenset()
    """Those with an address."""
    waiting: frozenset[UUID] = frozenset()
    """Those who wait for an answer from a manager."""
    units: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    managers: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    """Those with an address, by the unit that they lead."""

    def lines(self, person: UUID, day: date) -> tuple[Line, ...]:
        return lines_on(
            self.asked.get(person, ()),
            self.sent.get(person, ()),
            self.completed.get(person, {}),
            day,
        )

    def remember(self, letter: WeekLetter, to: UUID, day: date) -> None:
        """As if *letter* had been sent."""
        for told in letter.told:
            row = Sent(told.person, told.duty, told.due_on, told.step, day, to)
            self.sent.setdefault(told.person, []).append(row)


def letters_on(facts: Facts, tree: OrgTree, day: date) -> dict[UUID, WeekLetter]:
    """The letters that are due on *day*, by the person they go to."""
    lines = {person: found for person in facts.asked if (found := facts.lines(person, day))}
    advised = _advised(facts, lines, tree, day)
    letters = {}
    for person in lines.keys() | advised.keys():
        own = lines.get(person, ()) if person in facts.reachable else ()
        recommendation, told = advised.get(person, (None, ()))
        if recommendation or any(line.is_new for line in own):
            letters[person] = WeekLetter(own, recommendation, (*_new(own), *told))
    return letters


def to_list(facts: Facts, units: frozenset[UUID], day: date) -> dict[UUID, tuple[Line, ...]]:
    """Whom a manager of *units* reminds by hand, because no letter reaches them."""
    return {
        person: lines
        for person in facts.asked
        if person not in facts.reachable
        and facts.units.get(person, frozenset()) & units
        and (lines := facts.lines(person, day))
    }


@dataclass
class _Matter:
    """What a manager of one unit could be asked to see to."""

    people: dict[Advice, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    told: dict[Advice, list[Told]] = field(default_factory=lambda: defaultdict(list))


def _advised(
    facts: Facts, lines: Mapping[UUID, tuple[Line, ...]], tree: OrgTree, day: date
) -> dict[UUID, tuple[Recommendation, tuple[Told, ...]]]:
    """By manager: what to do, and of whom the letter speaks when it says so."""
    matters: dict[UUID, dict[UUID, _Matter]] = defaultdict(lambda: defaultdict(_Matter))
    led: dict[UUID, list[tuple[UUID, frozenset[UUID]]]] = {}
    for person, found in lines.items():
        for chain in _chains(facts, person, tree, led):
            for manager, unit, advice, told in _concerning(facts, found, chain, day):
                matter = matters[manager][unit]
                matter.people[advice].add(person)
                matter.told[advice] += told
    for person in facts.waiting:
        for chain in _chains(facts, person, tree, led):
            for unit, managers in chain[:1]:
                for manager in managers:
                    matters[manager][unit].people[Advice.ANSWER].add(person)
    return {
        manager: best
        for manager, by_unit in matters.items()
        if (best := _most_pressing(by_unit)) is not None
    }


def _chains(
    facts: Facts,
    person: UUID,
    tree: OrgTree,
    led: dict[UUID, list[tuple[UUID, frozenset[UUID]]]],
) -> Iterator[list[tuple[UUID, frozenset[UUID]]]]:
    """For each unit of *person*: the units that somebody else leads, from the nearest up.

    *led* remembers what was found for a unit.
    """
    for unit in sorted(facts.units.get(person, ())):
        if unit not in led:
            above = (unit, *tree.ancestors(unit)) if unit in tree else ()
            led[unit] = [(each, facts.managers[each]) for each in above if each in facts.managers]
        yield [(each, others) for each, managers in led[unit] if (others := managers - {person})]


def _concerning(
    facts: Facts,
    lines: Iterable[Line],
    chain: Sequence[tuple[UUID, frozenset[UUID]]],
    day: date,
) -> Iterator[tuple[UUID, UUID, Advice, list[Told]]]:
    """Manager, unit, what to do there, and what this tells of the person."""
    for line in lines:
        asked = line.asked
        sent = facts.sent.get(asked.person, ())
        if asked.person not in facts.reachable:
            for unit, managers in chain[:1]:
                yield from ((each, unit, Advice.PRINT_LIST, []) for each in managers)
            continue
        known = set(told_levels(asked, sent))
        for index, (unit, managers) in enumerate(chain[: level_of(asked, sent, day)]):
            step = manager_step(index + 1)
            new = [] if index + 1 in known else [_told(asked, step)]
            advice = Advice.ASK_MANAGER if index else Advice.TALK
            yield from ((each, unit, advice, new) for each in managers)
        if line.step not in LATE:
            for unit, managers in chain[:1]:
                yield from ((each, unit, Advice.PLAN_MEETING, []) for each in managers)


def _most_pressing(
    by_unit: Mapping[UUID, _Matter],
) -> tuple[Recommendation, tuple[Told, ...]] | None:
    """What is most pressing, where it concerns most people; None when nothing is worth a letter."""
    found = [
        (_ORDER.index((advice, bool(matter.told.get(advice)))), -len(people), unit)
        for unit, matter in by_unit.items()
        for advice, people in matter.people.items()
        if advice is not Advice.PLAN_MEETING or len(people) >= SMALLEST_GROUP
    ]
    if not found:
        return None
    rank, people, unit = min(found)
    advice, _ = _ORDER[rank]
    told = dict.fromkeys(by_unit[unit].told[advice])
    return Recommendation(advice, unit, -people), tuple(told)


def _new(lines: Iterable[Line]) -> Iterator[Told]:
    return (_told(line.asked, line.step.value) for line in lines if line.is_new)


def _told(asked: Asked, step: str) -> Told:
    return Told(asked.person, asked.duty, asked.due_on, step)
