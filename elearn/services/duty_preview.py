"""What a duty would mean for whom, found out before anything is stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from elearn.domain.people.employment import Employment
from elearn.domain.people.intervals import contains
from elearn.domain.people.org import OrgHistory
from elearn.domain.record.completion import Status, StatusPeriod, status_on
from elearn.domain.record.concern import HeldRole, Rule, unmet
from elearn.domain.record.due import date_moved_to
from elearn.domain.record.duty import Duty as Asked
from elearn.domain.record.terms import periods_under
from elearn.services.duties import Act, Wanted, asked_anew, asked_instead, asked_until
from elearn.store.queries.org import placements
from elearn.store.queries.standing_facts import Facts, facts, one_duty

LATE = frozenset({Status.NEVER_OVERDUE, Status.EXPIRED})

ByPerson = Mapping[UUID, tuple[StatusPeriod, ...]]


@dataclass(frozen=True, slots=True)
class Moved:
    """People who come under a duty, or no longer do, for one reason."""

    is_joining: bool
    rule: Rule
    """Of a change, the rule by which it was otherwise; of a new duty the unit."""
    top: UUID | None
    """The chosen unit under which they work, where the unit is the reason."""
    people: tuple[tuple[UUID, UUID], ...]
    """Person, and the unit in which they have the post that it is about."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How many people in each respect."""

    on: date
    """Today, or the first day of a duty that has yet to begin; of an ending the first day after."""
    concerned: int
    """On that day; people on leave and exempt ones too."""
    overdue: int
    """Of them: never done although it is due, or expired."""
    joining: int
    """Concerned on that day and not as the duty stands now; of a new duty everybody."""
    leaving: int
    """Concerned as it stands now, and no longer."""
    earlier: int
    """Whose status on some day before today would be another."""
    moved: tuple[Moved, ...] = ()
    """Everybody who joins or leaves, once."""
    due_moved: tuple[date, date] | None = None
    """The last day that was chosen and the one that it becomes, where it is too near."""


def foresee_new(act: Act, wanted: Wanted) -> Foreseen:
    """Raises: Refusal as `duties.set_duty`."""
    after = asked_anew(act, wanted)
    return _compared(act, None, after, after.from_on)


def foresee_change(act: Act, duty: UUID, wanted: Wanted) -> Foreseen:
    """Raises: Refusal as `duties.change_duty`."""
    after = asked_instead(act, duty, wanted)
    before = one_duty(act.session, act.municipality, duty)
    return _compared(act, before, after, after.from_on)


def foresee_end(act: Act, duty: UUID, to_on: date) -> Foreseen:
    """Raises: Refusal as `duties.end_duty`."""
    after = asked_until(act, duty, to_on)
    before = one_duty(act.session, act.municipality, duty)
    return _compared(act, before, after, max(to_on, before.first_on) if before else to_on)


def _compared(act: Act, before: Asked | None, after: Asked | None, day: date) -> Foreseen:
    known = facts(act.session, act.municipality)
    history = OrgHistory(placements(act.session, act.municipality))
    old = _periods(before, known, history) if before else {}
    new = _periods(after, known, history) if after else {}
    on = max(act.today, day)
    was, becomes = _standing(old, on), _standing(new, on)
    return Foreseen(
        on=on,
        concerned=len(becomes),
        overdue=sum(status in LATE for status in becomes.values()),
        joining=len(becomes.keys() - was.keys()),
        leaving=len(was.keys() - becomes.keys()),
        earlier=sum(
            _until(old.get(person, ()), act.today) != _until(new.get(person, ()), act.today)
            for person in old.keys() | new.keys()
        ),
        moved=tuple(_moved(before, after, known, history, was.keys() ^ becomes.keys(), on)),
        due_moved=_due_moved(after) if after else None,
    )


def _due_moved(after: Asked) -> tuple[date, date] | None:
    day = date_moved_to(after)
    return (after.due_on, day) if after.due_on and day else None


def _moved(
    before: Asked | None,
    after: Asked | None,
    known: Facts,
    history: OrgHistory,
    persons: Set[UUID],
    on: date,
) -> Iterator[Moved]:
    """The largest groups first, joining before leaving."""
    groups: dict[tuple[bool, Rule, UUID | None], list[tuple[UUID, UUID]]] = defaultdict(list)
    for person in persons:
        roles = known.roles.get(person, ())
        held = [post for post in known.posts[person] if post.period.contains(on)]
        joins = next(_under(after, held, history, roles, on), None)
        post = joins or next(_under(before, held, history, roles, on))
        duty, other = (after, before) if joins else (before, after)
        alone = Rule.UNIT if joins else Rule.PERIOD
        rule = unmet(other, post, history, roles, on)[0] if other else alone
        top = _top(duty, post, history, on) if duty and rule is Rule.UNIT else None
        groups[joins is not None, rule, top].append((person, post.unit))
    for (is_joining, rule, top), people in sorted(groups.items(), key=_largest_first):
        yield Moved(is_joining, rule, top, tuple(people))


def _under(
    duty: Asked | None,
    posts: Iterable[Employment],
    history: OrgHistory,
    roles: Iterable[HeldRole],
    on: date,
) -> Iterator[Employment]:
    return (post for post in posts if duty and not unmet(duty, post, history, roles, on))


def _largest_first(group: tuple[Any, Any]) -> tuple[bool, int, str]:
    (is_joining, rule, top), people = group
    return not is_joining, -len(people), f"{rule} {top}"


def _top(duty: Asked, post: Employment, history: OrgHistory, on: date) -> UUID | None:
    """Of the duty's units the one that holds the post's; the nearest where several do."""
    holding = [
        top
        for top in sorted(duty.units)
        if contains(history.periods_under(post.unit, frozenset({top})), on)
    ]
    return max(holding, key=history.tree_on(on).depth, default=None)


def _periods(duty: Asked, known: Facts, history: OrgHistory) -> ByPerson:
    return {
        person: periods_under(
            duty,
            posts,
            history,
            known.evidence.get(person, ()),
            known.exemptions.get((duty.id, person), ()),
            known.extensions.get((duty.id, person), ()),
            known.roles.get(person, ()),
        )
        for person, posts in known.posts.items()
    }


def _standing(periods: ByPerson, day: date) -> dict[UUID, Status]:
    """Whom it does not concern that day is absent."""
    found = {person: status_on(own, day) for person, own in periods.items()}
    return {person: status for person, status in found.items() if status is not None}


def _until(periods: tuple[StatusPeriod, ...], day: date) -> list[tuple[date, date, Status]]:
    """What reports of the days before *day* count by; neighbours of one status are one."""
    found: list[tuple[date, date, Status]] = []
    for period in periods:
        end = min(period.end, day)
        if period.from_on >= end:
            continue
        if found and found[-1][1] == period.from_on and found[-1][2] is period.status:
            found[-1] = (found[-1][0], end, period.status)
        else:
            found.append((period.from_on, end, period.status))
    return found
