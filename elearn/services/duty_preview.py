"""What a duty would mean for whom, found out before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from elearn.domain.people.org import OrgHistory
from elearn.domain.record.completion import Status, StatusPeriod, status_on, status_periods
from elearn.domain.record.concern import concern_of
from elearn.domain.record.duty import Duty as Asked
from elearn.services.duties import Act, Wanted, asked_anew, asked_instead
from elearn.store.queries.org import placements
from elearn.store.queries.standing_facts import Facts, facts, one_duty

LATE = frozenset({Status.NEVER_OVERDUE, Status.EXPIRED})

ByPerson = Mapping[UUID, tuple[StatusPeriod, ...]]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How many people in each respect."""

    on: date
    """Today, or the first day of a duty that has yet to begin."""
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


def foresee_new(act: Act, wanted: Wanted) -> Foreseen:
    """Raises: Refusal as `duties.set_duty`."""
    return _compared(act, None, asked_anew(act, wanted))


def foresee_change(act: Act, duty: UUID, wanted: Wanted) -> Foreseen:
    """Raises: Refusal as `duties.change_duty`."""
    after = asked_instead(act, duty, wanted)
    return _compared(act, one_duty(act.session, act.municipality, duty), after)


def _compared(act: Act, before: Asked | None, after: Asked) -> Foreseen:
    known = facts(act.session, act.municipality)
    history = OrgHistory(placements(act.session, act.municipality))
    old = _periods(before, known, history) if before else {}
    new = _periods(after, known, history)
    on = max(act.today, after.from_on)
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
    )


def _periods(duty: Asked, known: Facts, history: OrgHistory) -> ByPerson:
    return {
        person: status_periods(
            duty,
            concern_of(duty, posts, history, known.roles.get(person, ())),
            known.evidence.get(person, ()),
            known.exemptions.get((duty.id, person), ()),
            known.extensions.get((duty.id, person), ()),
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
