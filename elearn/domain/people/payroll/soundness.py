"""Whether the rows of one employment number agree, and their units can be had."""

from uuid import UUID

from elearn.domain.people.intervals import Interval, contains, intersect
from elearn.domain.people.payroll.entries import Entry, by_post, stint_of
from elearn.domain.people.payroll.facts import PayrollRow
from elearn.domain.people.payroll.given import Given
from elearn.domain.people.payroll.likeness import name_key
from elearn.domain.people.payroll.provisional import PROVISIONAL_PREFIX
from elearn.domain.people.rows import Notes


def is_sound(entry: Entry, given: Given, notes: Notes) -> bool:
    """Fills the stints of *entry*; what is wrong becomes a fault of its row."""
    before = len(notes.faults)
    _check_agreement(entry, notes)
    if entry.key.startswith(PROVISIONAL_PREFIX):
        notes.fault(entry.first.row, "number-is-ours", number=entry.number)
    for rows in by_post(entry.rows):
        unit = _unit(rows[0], given, notes)
        if unit is not None:
            entry.stints.append(stint_of(rows, unit))
    entry.stints.sort(key=lambda stint: stint.from_on)
    _check_overlaps(entry, notes)
    _check_leaves(entry, notes)
    return len(notes.faults) == before


def _check_agreement(entry: Entry, notes: Notes) -> None:
    first = entry.first
    for row in entry.rows[1:]:
        if _name(row) != _name(first):
            notes.fault(row.row, "rows-disagree-on-name", number=row.number, other=first.row)
        elif _address(row) != _address(first):
            notes.fault(row.row, "rows-disagree-on-address", number=row.number, other=first.row)


def _name(row: PayrollRow) -> str:
    return name_key(row.given_name, row.family_name)


def _address(row: PayrollRow) -> tuple[str, str]:
    return row.email.casefold(), row.username.casefold()


def _unit(row: PayrollRow, given: Given, notes: Notes) -> UUID | None:
    """None after a fault."""
    unit = given.known.units.get(row.unit.casefold())
    if unit is None:
        notes.fault(row.row, "unit-unknown", code=row.unit)
        return None
    if row.to_on is None or row.to_on > given.today:
        day = max(given.today, row.from_on)
        if not contains(unit.days, day):
            code = "unit-merged-away" if unit.heir else "unit-closed-for-import"
            notes.fault(row.row, code, code=row.unit, on=day, heir=unit.heir)
            return None
    if given.within is not None and unit.id not in given.within:
        notes.fault(row.row, "unit-outside-scope", code=row.unit)
        return None
    return unit.id


def _check_overlaps(entry: Entry, notes: Notes) -> None:
    for earlier, following in zip(entry.stints, entry.stints[1:], strict=False):
        if following.from_on < earlier.end:
            notes.fault(
                following.row, "employments-overlap", number=entry.number, other=earlier.row
            )


def _check_leaves(entry: Entry, notes: Notes) -> None:
    for row in entry.rows:
        if row.leave is None:
            continue
        if not intersect((row.leave,), (Interval(row.from_on, row.to_on),)):
            notes.fault(row.row, "leave-outside-employment")
