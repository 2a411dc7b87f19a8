"""What is asked of whom: one duty per course at a time."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.intervals import Days, Interval, intersect, months_later
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Role
from elearn.domain.record.duty import DueFrom, Need, days_withdrawn
from elearn.domain.record.duty import Duty as Asked
from elearn.domain.record.reminders import USUAL, Ladder
from elearn.services.audit import note_act
from elearn.services.standing_ahead import Ahead, settle
from elearn.store.db import Session
from elearn.store.models import Duty
from elearn.store.queries import duties as store
from elearn.store.queries.colleagues import lock_people
from elearn.store.queries.duty_terms import packed
from elearn.store.queries.standing_facts import first_published, one_duty
from elearn.store.queries.withdrawn import module_gaps

LONGEST_DAYS = 3650
FARTHEST_YEARS = 5
"""How far from today the first day may be, either way."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A duty as its editor has filled it in."""

    course: str
    modules: tuple[str, ...]
    """Those that are asked for; empty means the whole course, as it is published now."""
    need: Need
    """Of *modules*; what the whole course means, the course says itself."""
    units: frozenset[UUID]
    aid_families: frozenset[str]
    due_days: int
    valid_days: int | None
    renewal_days: int
    from_on: date
    employment_kinds: frozenset[EmploymentKind] = frozenset()
    roles: frozenset[Role] = frozenset()
    due_from: DueFrom = DueFrom.CONCERN
    due_on: date | None = None
    """The last day; only where it is a date."""
    least_working_days: int = 0
    holds_from: date | None = None
    """Of a change, the day from which it holds; None for the duty's first day."""
    ladder: Ladder = USUAL
    """When letters speak of it."""


@dataclass(frozen=True)
class Act:
    """Who sets a duty, and when."""

    session: Session
    municipality: UUID
    actor: UUID | None
    tree: OrgTree
    """Today's."""
    within: frozenset[UUID]
    """The units whose duties are the actor's to set."""
    new_id: Callable[[], UUID]
    now: datetime
    today: date


def set_duty(act: Act, wanted: Wanted, ahead: Ahead | None = None) -> UUID:
    """A new duty. *ahead* is what `duties_ahead.of_new` has worked out, so that nobody waits long.

    Raises: Refusal `duty-exists` when another for the course runs on one of its days,
        `course-not-found`, `duty-modules-unknown`, `unit-not-found`, `duty-days-outside`,
        `due-date-outside`, `duty-validity-outside`, `duty-first-day-outside`, and as
        `record.duty.Duty`.
    """
    lock_people(act.session, act.municipality)
    asked = asked_anew(act, wanted, ahead.duty if ahead else None)
    row = _filled(Duty(municipality_id=act.municipality, id=asked.id), asked)
    act.session.add(_reminding(row, wanted.ladder))
    _settle(act, "duty-set", asked.id, {asked.course}, None, ahead)
    return asked.id


def change_duty(act: Act, duty: UUID, wanted: Wanted, ahead: Ahead | None = None) -> None:
    """The same duty, asked of others or otherwise, from *wanted*'s day on; what was asked before
    that day stays as it was. Whoever has a last day by then keeps it.

    Units that have been closed or merged away stay in it: nobody could choose them again.

    Raises: Refusal `duty-not-found`, `change-holds-from-later` than today,
        `change-of-the-first-day-too`, and as `set_duty`.
    """
    lock_people(act.session, act.municipality)
    asked = asked_instead(act, duty, wanted)
    row, before = _found(act, duty), one_duty(act.session, act.municipality, duty)
    courses = {row.course_id, asked.course}
    _reminding(_filled(row, asked), wanted.ladder)
    _settle(act, "duty-changed", duty, courses, before, ahead)


def end_duty(act: Act, duty: UUID, to_on: date, ahead: Ahead | None = None) -> bool:
    """Nothing is asked from *to_on* on; what has been done stays. A duty that would never have
    run leaves no row. False, and nothing done, where it ends by then already.

    Raises: Refusal `duty-not-found` or `duty-ends-before-today`.
    """
    lock_people(act.session, act.municipality)
    found = _ending(act, duty, to_on)
    if found.to_on is not None and found.to_on <= to_on:
        return False
    before = one_duty(act.session, act.municipality, duty)
    if found.from_on < to_on:
        found.to_on = to_on
    else:
        store.delete_duty(act.session, act.municipality, duty)
    _settle(act, "duty-ended", duty, {found.course_id}, before, ahead)
    return True


def asked_anew(act: Act, wanted: Wanted, id: UUID | None = None) -> Asked:
    """What `set_duty` would store. Raises: Refusal as it."""
    _check_first_day(wanted.from_on, act.today)
    asked = _asked(act, wanted, wanted.units, id or act.new_id(), to_on=None, set_on=act.today)
    _check_sole(act, asked)
    return asked


def asked_instead(act: Act, duty: UUID, wanted: Wanted) -> Asked:
    """What `change_duty` would store. Raises: Refusal as it."""
    found = _found(act, duty)
    if wanted.from_on != found.from_on:
        _check_first_day(wanted.from_on, act.today)
    day = wanted.holds_from
    since = day if day is not None and day > found.from_on else None
    if since is not None:
        _check_change(since, wanted, found, act.today)
    gone = {unit for unit in map(UUID, found.units) if unit not in act.tree}
    asked = _asked(
        act,
        replace(wanted, from_on=since or wanted.from_on),
        wanted.units | gone,
        duty,
        to_on=found.to_on,
        set_on=act.today if since else found.set_on,
    )
    if since is not None:
        asked = replace(asked, earlier=_until(act, duty, since))
    _check_sole(act, asked)
    return asked


def asked_until(act: Act, duty: UUID, to_on: date) -> Asked | None:
    """What `end_duty` would leave stored; None where the duty would never have run.

    Raises: Refusal as it.
    """
    _ending(act, duty, to_on)
    terms = _until(act, duty, to_on)
    return replace(terms[-1], earlier=terms[:-1]) if terms else None


def _check_change(since: date, wanted: Wanted, found: Duty, today: date) -> None:
    if since > today:
        raise Refusal("change-holds-from-later")
    if wanted.from_on != found.from_on:
        raise Refusal("change-of-the-first-day-too")


def _until(act: Act, duty: UUID, day: date) -> tuple[Asked, ...]:
    """What it asked up to *day*, the oldest first."""
    before = one_duty(act.session, act.municipality, duty)
    if before is None:
        return ()
    every = (*before.earlier, replace(before, earlier=()))
    return tuple(
        replace(terms, to_on=min(terms.to_on or date.max, day))
        for terms in every
        if terms.from_on < day
    )


def first_days(today: date) -> tuple[date, date]:
    """The earliest and the latest that a duty may begin."""
    return months_later(today, -12 * FARTHEST_YEARS), months_later(today, 12 * FARTHEST_YEARS)


def _asked(
    act: Act,
    wanted: Wanted,
    units: frozenset[UUID],
    id: UUID,
    *,
    to_on: date | None,
    set_on: date | None,
) -> Asked:
    _check_days(wanted, act.today)
    offered = {
        course.id: course for course in store.offered_courses(act.session, act.municipality, "sv")
    }
    course = offered.get(wanted.course)
    if course is None:
        raise Refusal("course-not-found")
    published = tuple(module for module, _title in course.modules)
    if not set(wanted.modules) <= set(published):
        raise Refusal("duty-modules-unknown")
    if not wanted.units <= act.within:
        raise Refusal("unit-not-found")
    modules = wanted.modules or published
    need = wanted.need if wanted.modules else course.need
    return Asked(
        id=id,
        course=wanted.course,
        modules=modules,
        need=need,
        units=units,
        aid_families=wanted.aid_families,
        employment_kinds=wanted.employment_kinds,
        due_days=wanted.due_days,
        valid_days=wanted.valid_days,
        renewal_days=wanted.renewal_days,
        from_on=wanted.from_on,
        to_on=to_on,
        roles=wanted.roles,
        due_from=wanted.due_from,
        due_on=wanted.due_on if wanted.due_from is DueFrom.DATE else None,
        least_working_days=wanted.least_working_days,
        set_on=set_on,
        published_on=_published_on(act, wanted, modules),
        withdrawn=_withdrawn(act, wanted, modules, need),
    )


def _withdrawn(act: Act, wanted: Wanted, modules: tuple[str, ...], need: Need) -> Days:
    gaps = module_gaps(act.session, act.municipality)
    return days_withdrawn(need, modules, gaps.get(wanted.course, {}))


def _published_on(act: Act, wanted: Wanted, modules: tuple[str, ...]) -> date | None:
    if wanted.due_from is not DueFrom.PUBLICATION:
        return None
    return first_published(act.session, act.municipality, wanted.course, modules)


def _check_days(wanted: Wanted, today: date) -> None:
    if not 1 <= wanted.due_days <= LONGEST_DAYS:
        raise Refusal("duty-days-outside", longest=LONGEST_DAYS)
    if wanted.valid_days is not None and not 1 <= wanted.valid_days <= LONGEST_DAYS:
        raise Refusal("duty-validity-outside", longest=LONGEST_DAYS)
    if wanted.due_from is DueFrom.DATE and wanted.due_on is not None:
        latest = first_days(today)[1]
        if not wanted.from_on <= wanted.due_on <= latest:
            raise Refusal("due-date-outside", earliest=wanted.from_on, latest=latest)


def _check_first_day(day: date, today: date) -> None:
    earliest, latest = first_days(today)
    if not earliest <= day <= latest:
        raise Refusal("duty-first-day-outside", earliest=earliest, latest=latest)


def _found(act: Act, duty: UUID) -> Duty:
    """A duty that also asks of units which are not the actor's is as good as none."""
    found = store.duty_of(act.session, act.municipality, duty)
    units = {unit for unit in map(UUID, found.units) if unit in act.tree} if found else set()
    if found is None or not units <= act.within:
        raise Refusal("duty-not-found")
    return found


def _ending(act: Act, duty: UUID, to_on: date) -> Duty:
    found = _found(act, duty)
    if to_on < act.today:
        raise Refusal("duty-ends-before-today")
    return found


def _check_sole(act: Act, asked: Asked) -> None:
    for other in store.duties_for(act.session, act.municipality, asked.course):
        runs = Interval(other.from_on, other.to_on)
        if other.id != asked.id and intersect((runs,), (Interval(asked.first_on, asked.to_on),)):
            raise Refusal("duty-exists")


def _filled(row: Duty, asked: Asked) -> Duty:
    row.course_id = asked.course
    row.modules = list(asked.modules)
    row.need = asked.need.value
    row.units = sorted(map(str, asked.units))
    row.aid_families = sorted(asked.aid_families)
    row.employment_kinds = sorted(asked.employment_kinds)
    row.roles = sorted(asked.roles)
    row.due_from = asked.due_from.value
    row.due_days = asked.due_days
    row.due_on = asked.due_on
    row.least_working_days = asked.least_working_days
    row.set_on = asked.set_on
    row.valid_days = asked.valid_days
    row.renewal_days = asked.renewal_days
    row.from_on = asked.first_on
    row.changed_on = asked.from_on if asked.earlier else None
    row.earlier = [packed(terms) for terms in asked.earlier]
    row.to_on = asked.to_on
    return row


def _reminding(row: Duty, ladder: Ladder) -> Duty:
    row.remind_before_due = ladder.before_due
    row.remind_before_expiry = ladder.before_expiry
    row.remind_after = ladder.after
    row.remind_after_again = ladder.after_again
    return row


def _settle(
    act: Act,
    code: str,
    duty: UUID,
    courses: Collection[str],
    before: Asked | None,
    ahead: Ahead | None,
) -> None:
    settle(act.session, act.municipality, courses, before, ahead)
    note_act(
        act.session,
        act.municipality,
        act.actor,
        code,
        duty,
        id=act.new_id(),
        now=act.now,
    )
