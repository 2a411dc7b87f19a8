"""The rows of one employment number, before and after a list that has stints for it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from elearn.domain.people.employment import Employment, EmploymentKind, transferred
from elearn.domain.people.intervals import Days, Interval, intersect, union
from elearn.domain.people.payroll.facts import Stated


@dataclass(frozen=True, slots=True)
class Stint:
    """A post as the list has it, with all its leaves."""

    row: int
    unit: UUID
    aid_code: str
    kind: EmploymentKind | None
    from_on: date
    to_on: date | None
    leaves: Days

    @property
    def end(self) -> date:
        return self.to_on or date.max


def timeline(
    old: Sequence[Employment],
    stints: Sequence[Stint],
    stated: Collection[Stated],
    blank: Employment,
    *,
    today: date,
    new_id: Callable[[], UUID],
) -> tuple[Employment, ...]:
    """The rows of one employment number after a list that has *stints* for it.

    Rows that begin after today are plans, and the list replaces them. *blank* is what a new
    row is made of.
    """
    rows = sorted((row for row in old if row.from_on <= today), key=start_of)
    planned = {row.from_on: row.id for row in old if row.from_on > today}
    for stint in sorted(stints, key=lambda stint: stint.from_on):
        rows = sorted(_placed(rows, stint, stated, blank, today, new_id), key=start_of)
    kept = [replace(row, id=planned.get(row.from_on, row.id)) for row in rows]
    leaves = _leaves(old, stints, stated, today)
    earlier = {row.id: row.leaves for row in old}
    return tuple(_on_leave(row, leaves, earlier.get(row.id, ())) for row in kept)


def start_of(row: Employment) -> date:
    return row.from_on


def is_told(row: Employment, stint: Stint) -> bool:
    """Whether *row* is *stint* to the letter: the common case, known without a timeline."""
    return (
        row.unit == stint.unit
        and row.aid_code == stint.aid_code
        and row.kind is stint.kind
        and row.from_on == stint.from_on
        and row.to_on == stint.to_on
        and not row.leaves
        and not stint.leaves
    )


def _placed(
    rows: list[Employment],
    stint: Stint,
    stated: Collection[Stated],
    blank: Employment,
    today: date,
    new_id: Callable[[], UUID],
) -> list[Employment]:
    """*rows* with *stint* among them, in whatever order."""
    shared = [row for row in rows if row.from_on < stint.end and stint.from_on < row.period.end]
    if not shared:
        return [*rows, _new(blank, stint, stint.from_on, new_id())]
    last = shared[-1]
    others = [row for row in rows if row is not last]
    to_on = stint.to_on if Stated.TO_ON in stated else last.to_on
    if _is_same_post(last, stint):
        on = min(last.from_on, stint.from_on) if len(shared) == 1 else last.from_on
        aid_code = last.aid_code or stint.aid_code
        return [*others, replace(last, from_on=on, to_on=to_on, aid_code=aid_code)]
    on = stint.from_on if stint.from_on > last.from_on else max(today, last.from_on)
    if on >= stint.end:
        return [*others, replace(last, to_on=stint.to_on)]
    if last.period.end <= on:
        return [*rows, _new(blank, stint, on, new_id())]
    return [*others, *_followed(last, stint, on, to_on, new_id())]


def _is_same_post(row: Employment, stint: Stint) -> bool:
    return (
        row.unit == stint.unit
        and (not stint.aid_code or row.aid_code in {"", stint.aid_code})
        and (stint.kind is None or row.kind is stint.kind)
    )


def _new(blank: Employment, stint: Stint, on: date, id: UUID) -> Employment:
    return replace(
        blank,
        id=id,
        unit=stint.unit,
        aid_code=stint.aid_code,
        kind=stint.kind or EmploymentKind.PERMANENT,
        from_on=on,
        to_on=stint.to_on,
    )


def _followed(
    row: Employment, stint: Stint, on: date, to_on: date | None, id: UUID
) -> list[Employment]:
    """*row* until *on*, and from then until *to_on* another as *stint* has it."""
    *before, after = transferred(row, stint.unit, on, new_id=id)
    other = replace(
        after,
        aid_code=stint.aid_code or after.aid_code,
        kind=stint.kind or after.kind,
        to_on=to_on,
        leaves=(),
    )
    return [*before, other]


def _leaves(
    old: Iterable[Employment], stints: Iterable[Stint], stated: Collection[Stated], today: date
) -> Days:
    """Days of leave that have passed stay; the rest is as the list has it."""
    known = union(leave for row in old for leave in row.leaves)
    if Stated.LEAVE not in stated:
        return known
    past = intersect(known, (Interval(date.min, today),))
    return union([*past, *(leave for stint in stints for leave in stint.leaves)])


def _on_leave(row: Employment, leaves: Days, earlier: Days) -> Employment:
    """*row* with what of *leaves* falls into it; days beyond its end are not worth a change."""
    own = intersect(leaves, (row.period,))
    return replace(row, leaves=earlier if own == intersect(earlier, (row.period,)) else own)
