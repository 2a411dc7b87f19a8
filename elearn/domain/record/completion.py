"""From facts to dated status: what somebody did, against what a duty asks, day by day.

No today comes in. That time passes is in the periods themselves: "overdue" begins on a day known
long before, and the last period is open when nothing more is going to happen.

A *round* is every required module once. A round is complete on the first day on which all of
them count, and only evidence from later days goes into the next; a module's evidence counts for
as long as the duty's validity. So after a round has run out it stays *expired* until every
module has been done again, and redoing one module early is not lost.

Source: decisions/0003, 0023, 0024.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Protocol
from uuid import UUID

from elearn.domain.people.intervals import Days, Interval, between, intersect, later, union
from elearn.domain.record.concern import Concern
from elearn.domain.record.due import after_withdrawal, days_later, first_due_on
from elearn.domain.record.duty import Duty, Extension, Need


class EvidenceKind(StrEnum):
    SELF = "self"
    MEETING = "meeting"
    EQUIVALENCE = "equivalence"
    MANUAL = "manual"
    OPEN = "open"
    """Done by own answers before signing in, and claimed with the number."""


@dataclass(frozen=True, slots=True)
class Evidence:
    id: UUID
    person: UUID
    course: str
    module: str
    version: str
    completed_on: date
    recorded_at: datetime
    kind: EvidenceKind
    withdraws: UUID | None = None
    """The row that this one takes back; such a row is never evidence itself."""
    reason: str | None = None
    """A code from the list for corrections and manual completions."""


class Status(StrEnum):
    NEVER_NOT_DUE = "never-not-due"
    NEVER_OVERDUE = "never-overdue"
    UNDER_WAY = "under-way"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    EXEMPT = "exempt"
    PAUSED = "paused"


_AGEING = (Status.VALID, Status.EXPIRING, Status.EXPIRED)
_NEVER = (Status.NEVER_NOT_DUE, Status.NEVER_OVERDUE)


@dataclass(frozen=True, slots=True)
class StatusPeriod:
    from_on: date
    to_on: date | None
    status: Status
    due_on: date | None = None
    """The last day to do it in time; None when nothing is asked."""
    valid_until: date | None = None
    """The last valid day; None when not valid, or valid for ever."""

    @property
    def end(self) -> date:
        return self.to_on or date.max

    def cut(self, from_on: date, to_on: date | None) -> "StatusPeriod":
        """The same status for other days."""
        return StatusPeriod(from_on, to_on, self.status, self.due_on, self.valid_until)


class Row(Protocol):
    """Whatever tells of a row what decides whether it stands."""

    @property
    def id(self) -> UUID: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def withdraws(self) -> UUID | None: ...


def taken_back(rows: Iterable[Row]) -> set[UUID]:
    """The rows that no longer count; a withdrawal may be withdrawn in its turn."""
    gone: set[UUID] = set()
    for row in sorted(rows, key=_order_of_speech, reverse=True):
        if row.id not in gone and row.withdraws is not None:
            gone.add(row.withdraws)
    return gone


def effective(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The completions that stand, the oldest first."""
    rows = list(evidence)
    gone = taken_back(rows)
    standing = (row for row in rows if row.withdraws is None and row.id not in gone)
    return sorted(standing, key=lambda row: row.completed_on)


def status_periods(
    duty: Duty,
    concern: Concern,
    evidence: Iterable[Evidence],
    exemptions: Iterable[Interval] = (),
    extensions: Iterable[Extension] = (),
) -> tuple[StatusPeriod, ...]:
    """The status of one person under *duty*, on exactly the days it concerns them, in order.

    *evidence* is everything ever recorded about the person, withdrawn rows and other courses
    included; *exemptions* and *extensions* are the ones from this duty. Exempt goes before paused,
    paused before everything else. The due date counts neither exempt nor paused days. A completion
    from before the concern began counts if it was still valid then. More time moves the last day
    of what is asked on the day it is given; nobody becomes valid by it. While what is asked is out
    of use it is as if everybody were away, but for those who are current: they stay so.
    """
    exempt = intersect(concern.periods, union(exemptions))
    withdrawn = intersect(concern.periods, duty.withdrawn)
    more_time = (*extensions, *after_withdrawal(duty))
    given = sorted(more_time, key=lambda each: each.granted_on)
    spells = _timed(duty, concern, given, idle=union((*exempt, *concern.paused, *withdrawn)))
    starts = [spell.from_on for spell in concern.spells]
    done = [row for row in effective(evidence) if _is_asked(duty, row)]
    validity = list(_validity(duty, _rounds(duty, done), starts, given))
    layers = (
        [_marked(days, Status.EXEMPT) for days in exempt],
        [_marked(days, Status.PAUSED) for days in concern.paused],
        [period for period in validity if period.status is Status.VALID],
        [_marked(days, Status.PAUSED) for days in withdrawn],
        validity,
        list(_under_way(duty, done, spells)),
        list(_never(spells)),
    )
    return tuple(_joined(_topmost(layers, concern.periods)))


def period_on(periods: Iterable[StatusPeriod], day: date) -> StatusPeriod | None:
    """None on a day that no period covers: the duty does not concern the person then."""
    return next((each for each in periods if each.from_on <= day < each.end), None)


def status_on(periods: Iterable[StatusPeriod], day: date) -> Status | None:
    period = period_on(periods, day)
    return period.status if period else None


@dataclass(frozen=True, slots=True)
class Round:
    """Every required module once."""

    completed_on: date
    last_on: date
    """The last day on which it counts; `date.max` for good."""
    rows: tuple[Evidence, ...]
    """What completed it: of each module the latest."""


def rounds(
    modules: Sequence[str], need: Need, valid_days: int | None, evidence: Iterable[Evidence]
) -> list[Round]:
    """In the order of their days; *evidence* is what stands of *modules*, oldest completion
    first."""
    found: list[Round] = []
    counting: dict[str, Evidence] = {}
    for row in evidence:
        day = row.completed_on
        if found and day == found[-1].completed_on:
            continue
        counting[row.module] = row
        needed = modules if need is Need.ALL else (row.module,)
        rows = tuple(counting[module] for module in needed if module in counting)
        if len(rows) == len(needed) and all(
            _last_day(each.completed_on, valid_days) >= day for each in rows
        ):
            found.append(Round(day, _last_day(day, valid_days), rows))
            counting = {}
    return found


def remaining(
    duty: Duty, evidence: Iterable[Evidence], status: Status | None, *, today: date
) -> tuple[str, ...]:
    """The modules still to do for *status* to become valid again, in the duty's order.

    Empty while it is valid, and while nothing is asked. Of *one of these* it is every choice.
    """
    if status in {None, Status.VALID, Status.EXEMPT, Status.PAUSED}:
        return ()
    done = [row for row in effective(evidence) if _is_asked(duty, row)]
    last_round = max(_rounds(duty, done), default=date.min)
    redone = {
        row.module
        for row in done
        if row.completed_on > last_round and _last_day(row.completed_on, duty.valid_days) >= today
    }
    return tuple(module for module in duty.modules if module not in redone)


def was_done(duty: Duty, evidence: Iterable[Evidence]) -> bool:
    """Whether anything of it was ever completed, though it may count no longer."""
    return any(_is_asked(duty, row) for row in effective(evidence))


@dataclass(frozen=True, slots=True)
class _Spell:
    """An unbroken concern, small gaps aside, and the day by which its duty is due; where more time
    was given meanwhile, a part of it."""

    days: Interval
    due_on: date | None


def _timed(
    duty: Duty, concern: Concern, extensions: Sequence[Extension], *, idle: Days
) -> list[_Spell]:
    spells = concern.spells
    counted_from = concern.counted_from or [spell.from_on for spell in spells]
    duties = concern.asked_by or [duty] * len(spells)
    return [
        part
        for spell, first, asked_by in zip(spells, counted_from, duties, strict=True)
        for part in _parts(
            spell, first_due_on(asked_by, spell.from_on, first, idle), extensions, idle=idle
        )
    ]


def _parts(
    days: Interval, due_on: date | None, extensions: Iterable[Extension], *, idle: Days
) -> Iterator[_Spell]:
    """*days* cut where an extension, of which the earliest given comes first, moves *due_on*."""
    start = days.from_on
    for each in extensions:
        if due_on is None or not days.contains(each.granted_on):
            continue
        more = days_later(each.granted_on, (each.until_on - each.granted_on).days, idle)
        if more is not None and more <= due_on:
            continue
        if start < each.granted_on:
            yield _Spell(Interval(start, each.granted_on), due_on)
        start, due_on = each.granted_on, more
    yield _Spell(Interval(start, days.to_on), due_on)


def _rounds(duty: Duty, evidence: Iterable[Evidence]) -> list[date]:
    found = rounds(duty.modules, duty.need, duty.valid_days, evidence)
    return [each.completed_on for each in found]


def _validity(
    duty: Duty, rounds: Sequence[date], starts: Sequence[date], extensions: Sequence[Extension]
) -> Iterator[StatusPeriod]:
    """Valid, expiring, expired, from each round to the next or to a spell that starts afresh."""
    if duty.valid_days is None:
        yield from (StatusPeriod(day, None, Status.VALID) for day in rounds[:1])
        return
    for completed_on, renewed_on in pairwise((*rounds, date.max)):
        last = _last_day(completed_on, duty.valid_days)
        restart = starts[i] if (i := bisect_right(starts, last)) < len(starts) else date.max
        renewal_from, gone_from = later(last, 1 - duty.renewal_days), later(last, 1)
        over = min(renewed_on, restart)
        edges = [min(edge, over) for edge in (completed_on, renewal_from, gone_from, over)]
        parts = list(_parts(between(completed_on, over), last, extensions, idle=()))
        for status, (start, end) in zip(_AGEING, pairwise(edges), strict=True):
            if start < end:
                for part in parts:
                    for days in intersect((between(start, end),), (part.days,)):
                        yield StatusPeriod(days.from_on, days.to_on, status, part.due_on, last)


def _under_way(
    duty: Duty, evidence: Iterable[Evidence], spells: Iterable[_Spell]
) -> Iterator[StatusPeriod]:
    """Where something counts. Of a complete round too: there the validity lies over it."""
    counting = union(
        between(row.completed_on, later(_last_day(row.completed_on, duty.valid_days), 1))
        for row in evidence
    )
    for spell in spells:
        for days in intersect(counting, (spell.days,)):
            yield _marked(days, Status.UNDER_WAY, spell.due_on)


def _never(spells: Iterable[_Spell]) -> Iterator[StatusPeriod]:
    for spell in spells:
        start, end = spell.days.from_on, spell.days.end
        overdue_from = later(spell.due_on, 1) if spell.due_on else date.max
        edges = (start, min(max(overdue_from, start), end), end)
        for status, (first, over) in zip(_NEVER, pairwise(edges), strict=True):
            if first < over:
                yield _marked(between(first, over), status, spell.due_on)


def _topmost(layers: Iterable[Sequence[StatusPeriod]], concerned: Days) -> Iterator[StatusPeriod]:
    """Cut *concerned* into the first layer that covers each day; the last layer covers all."""
    stacks = [list(reversed(layer)) for layer in layers]
    for days in concerned:
        day = days.from_on
        while day < days.end:
            top, end = _top(stacks, day)
            end = min(end, days.end)
            yield top.cut(day, None if end == date.max else end)
            day = end


def _joined(periods: Iterable[StatusPeriod]) -> Iterator[StatusPeriod]:
    """Leave that follows on days out of use, or the other way round, is one pause."""
    last: StatusPeriod | None = None
    for period in periods:
        if last and last.status is period.status is Status.PAUSED and last.end == period.from_on:
            last = last.cut(last.from_on, period.to_on)
            continue
        if last:
            yield last
        last = period
    if last:
        yield last


def _top(stacks: Iterable[list[StatusPeriod]], day: date) -> tuple[StatusPeriod, date]:
    """The period that shows on *day*, and the day on which it ends or another covers it.

    Periods that are over by *day* are popped: the days asked about only ever rise.
    """
    covered = date.max
    for stack in stacks:
        while stack and stack[-1].end <= day:
            stack.pop()
        if stack and stack[-1].from_on <= day:
            return stack[-1], min(covered, stack[-1].end)
        if stack:
            covered = min(covered, stack[-1].from_on)
    raise AssertionError("the last layer covers every day of the concern")


def _marked(days: Interval, status: Status, due_on: date | None = None) -> StatusPeriod:
    return StatusPeriod(days.from_on, days.to_on, status, due_on)


def _is_asked(duty: Duty, row: Evidence) -> bool:
    return row.course == duty.course and row.module in duty.modules


def _last_day(completed_on: date, valid_days: int | None) -> date:
    return date.max if valid_days is None else later(completed_on, valid_days)


def _order_of_speech(row: Row) -> tuple[datetime, bool]:
    return row.recorded_at, row.withdraws is not None
