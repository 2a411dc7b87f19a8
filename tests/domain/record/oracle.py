"""Status the slow way: one day after another, from the facts as they lie there.

Written from the rules, not from the code, and sharing none of it but the names of the facts.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from elearn.domain.record.duty import Extension
from elearn.domain.record.working_days import is_working_day
from tests.domain.people.organisations import START, day
from tests.domain.record.cases import History

FIRST, LAST = -70, 640
ONE_DAY = timedelta(days=1)


def statuses(history: History) -> dict[date, tuple[str, date | None, date | None]]:
    """By day: status, due_on, valid_until; a day on which the duty concerns nobody is absent."""
    answers = {}
    concerned = {on: leave for on in _days() if (leave := _on_leave(history, on)) is not None}
    idle = {
        on
        for on, leave in concerned.items()
        if leave or _exempt(history, on) or _out_of_use(history, on)
    }
    completed = dict(_completed(history))
    start = None
    last_concerned = None
    for on in _days():
        if on not in concerned:
            continue
        if last_concerned is None or (on - last_concerned).days > 31:
            start = on
        last_concerned = on
        answers[on] = _status(history, on, start, concerned, idle, completed)
    return answers


def _status(history, on, start, concerned, idle, completed):  # type: ignore[no-untyped-def]
    duty = history.duty
    if _exempt(history, on):
        return "exempt", None, None
    if concerned[on]:
        return "paused", None, None
    last_round, some_held = completed[on]
    if last_round is not None and duty.valid_days is None:
        return "valid", None, None
    if last_round is not None:
        until = last_round + timedelta(days=duty.valid_days)
        if until >= start:
            due_on = _extended(history, until, last_round, on, set())
            left = (until - on).days
            is_late = left < duty.renewal_days
            if _out_of_use(history, on) and (is_late or on > until):
                return "paused", None, None
            if on > until:
                return "expired", due_on, until
            return "expiring" if left < duty.renewal_days else "valid", due_on, until
    if _out_of_use(history, on):
        return "paused", None, None
    due_on = _extended(history, _last_day(history, start, idle), start, on, idle)
    if some_held:
        return "under-way", due_on, None
    late = due_on is not None and on > due_on
    return "never-overdue" if late else "never-not-due", due_on, None


def _last_day(history: History, start: date, idle: set[date]) -> date | None:
    duty = history.duty
    if duty.due_from == "date" and start <= duty.due_on:
        wanted = duty.due_on
    else:
        wanted = _due_on(duty.due_days, _counted_from(history, start), idle)
    theirs = [start, duty.set_on or start]
    if duty.due_from == "publication" and duty.published_on:
        theirs.append(duty.published_on)
    least = _working(duty.least_working_days, max(theirs), idle)
    if wanted is None or least is None:
        return None
    last = max(wanted, least) if duty.least_working_days else wanted
    if last not in idle:
        return last
    while last in idle and last < day(LAST):
        last += ONE_DAY
    return None if last in idle else _working(duty.least_working_days, last, idle)


def _counted_from(history: History, start: date) -> date:
    duty = history.duty
    if duty.due_from == "publication" and duty.published_on:
        known = max(duty.from_on, duty.set_on or duty.from_on)
        return duty.published_on if start <= known else max(start, duty.published_on)
    if duty.due_from == "role":
        return _back(start, [lambda on: _holds(history, on)])
    if duty.due_from == "employment":
        numbers = {post.number for post in history.posts if _fits(duty, post)}
        return _back(
            start, [lambda on, number=number: _employed(history, number, on) for number in numbers]
        )
    return start


def _back(start: date, holds: list) -> date:  # type: ignore[type-arg]
    """The earliest day from which one of *holds* is true without a break up to *start*."""
    found = [start]
    for one in holds:
        on = start
        while one(on):
            found.append(on)
            on -= ONE_DAY
    return min(found)


def _working(count: int, start: date, idle: set[date]) -> date | None:
    on = start
    while count:
        on += ONE_DAY
        if on > day(LAST):
            return None
        count -= is_working_day(on) and on not in idle
    return on


def _employed(history: History, number: str, on: date) -> bool:
    return any(post.number == number and _runs(post, on) for post in history.posts)


def _holds(history: History, on: date) -> bool:
    return any(
        role in history.duty.roles and days.from_on <= on < (days.to_on or date.max)
        for role, days in history.roles
    )


def _due_on(due_days: int, start: date, idle: set[date]) -> date | None:
    """The first day that is not idle and has *due_days* such days since *start* before it."""
    passed, on = 0, start
    while passed < due_days or on in idle:
        passed += on not in idle
        on += ONE_DAY
        if on > day(LAST):
            return None
    return on


def _extended(history, due_on, start, on, idle):  # type: ignore[no-untyped-def]
    """*due_on*, unless more time was given between *start* and *on*."""
    given = [*history.extensions, *_given_back(history)]
    for each in sorted(given, key=lambda one: one.granted_on):
        if start <= each.granted_on <= on and due_on is not None:
            more = _due_on((each.until_on - each.granted_on).days, each.granted_on, idle)
            due_on = None if more is None else max(due_on, more)
    return due_on


def _out_of_use(history: History, on: date) -> bool:
    return any(gap.from_on <= on < (gap.to_on or date.max) for gap in history.duty.withdrawn)


def _given_back(history: History) -> Iterator[Extension]:
    """Ten working days for everybody, or as many as the duty says, once it can be taken again."""
    for gap in history.duty.withdrawn:
        if gap.to_on is not None:
            until = gap.to_on
            for _ in range(max(10, history.duty.least_working_days)):
                until += ONE_DAY
                while not is_working_day(until):
                    until += ONE_DAY
            yield Extension(gap.to_on, until)


def _completed(history: History) -> Iterator[tuple[date, tuple[date | None, bool]]]:
    """For each day the latest completed round, and whether part of a further one is held."""
    duty = history.duty
    last_round: date | None = None
    held: dict[str, date] = {}
    for on in _days():
        held |= {row.module: on for row in history.evidence if _counts(history, row, on)}
        if duty.valid_days is not None:
            held = {m: d for m, d in held.items() if (on - d).days <= duty.valid_days}
        if (held and duty.need == "one-of") or set(held) == set(duty.modules):
            last_round, held = on, {}
        yield on, (last_round, bool(held))


def _counts(history, row, on) -> bool:  # type: ignore[no-untyped-def]
    wanted = row.course == history.duty.course and row.module in history.duty.modules
    stands = row.withdraws is None and not _withdrawn(history, row.id)
    return wanted and stands and row.completed_on == on


def _withdrawn(history: History, row_id: UUID) -> bool:
    takers = [row for row in history.evidence if row.withdraws == row_id]
    return any(not _withdrawn(history, taker.id) for taker in takers)


def _on_leave(history: History, on: date) -> bool | None:
    """Whether away from every post that comes under the duty; None when none does."""
    away = [
        any(leave.from_on <= on < (leave.to_on or date.max) for leave in post.leaves)
        for post in history.posts
        if _asked(history, post, on)
    ]
    return all(away) if away else None


def _asked(history, post, on) -> bool:  # type: ignore[no-untyped-def]
    duty = history.duty
    if not (_runs(post, on) and duty.from_on <= on < (duty.to_on or date.max)):
        return False
    if not _fits(duty, post) or (duty.roles and not _holds(history, on)):
        return False
    return bool(_aims(history, on) & set(_above(history, post.unit, on)))


def _runs(post, on) -> bool:  # type: ignore[no-untyped-def]
    ends = [post.to_on or date.max]
    if post.provisional:
        ends.append(post.from_on + timedelta(days=30))
    return bool(post.from_on <= on < min(ends))


def _fits(duty, post) -> bool:  # type: ignore[no-untyped-def]
    if duty.employment_kinds and post.kind not in duty.employment_kinds:
        return False
    families = duty.aid_families
    return not families or any(post.aid_code[: len(f)] == f for f in families)


def _above(history: History, at: UUID | None, on: date) -> Iterator[UUID]:
    """The unit and everything it stands under that day; nothing when it is not there."""
    while at is not None:
        rows = [row for row in history.placements if row.unit == at]
        row = next((r for r in rows if r.from_on <= on < (r.to_on or date.max)), None)
        if row is None:
            return
        yield at
        at = row.parent


def _aims(history: History, on: date) -> set[UUID]:
    """The duty's units, and those they have been merged into by that day."""
    aims = set(history.duty.units)
    for _ in history.placements:
        for row in history.placements:
            if row.unit in aims and row.merged_into and row.to_on and row.to_on <= on:
                aims.add(row.merged_into)
    return aims


def _exempt(history: History, on: date) -> bool:
    return any(e.from_on <= on < (e.to_on or date.max) for e in history.exemptions)


def _days() -> list[date]:
    return [START + timedelta(days=number) for number in range(FIRST, LAST)]
