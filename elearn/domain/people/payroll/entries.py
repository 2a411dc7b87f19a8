"""The rows of a list, gathered by employment number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from elearn.domain.people.intervals import union
from elearn.domain.people.payroll.facts import PayrollRow
from elearn.domain.people.payroll.timeline import Stint
from elearn.domain.people.rows import Notes


@dataclass
class Entry:
    """One employment number of the list."""

    number: str
    key: str
    """The number, case-folded."""
    rows: list[PayrollRow] = field(default_factory=list)
    stints: list[Stint] = field(default_factory=list)
    """Oldest first; none until the rows have been found sound."""

    @property
    def first(self) -> PayrollRow:
        return self.rows[0]

    @property
    def sign_ins(self) -> tuple[str, ...]:
        """What the person may sign in with; empty where the list does not say."""
        return self.first.email, self.first.username


def entries_of(rows: Iterable[PayrollRow], notes: Notes) -> list[Entry]:
    """In the order of the list. A row that says the same as an earlier one is a fault."""
    entries: dict[str, Entry] = {}
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = row.number.casefold()
        told = _without_row(row)
        if told in seen:
            notes.fault(row.row, "row-duplicate", other=seen[told])
            continue
        seen[told] = row.row
        if key not in entries:
            entries[key] = Entry(row.number, key)
        entries[key].rows.append(row)
    return list(entries.values())


def by_post(rows: Sequence[PayrollRow]) -> Iterable[Sequence[PayrollRow]]:
    """Rows that differ in nothing but the leave are one post."""
    if len(rows) == 1:
        return (rows,)
    found: dict[tuple[object, ...], list[PayrollRow]] = defaultdict(list)
    for row in rows:
        found[row.unit.casefold(), row.aid_code, row.kind, row.from_on, row.to_on].append(row)
    return found.values()


def stint_of(rows: Sequence[PayrollRow], unit: UUID) -> Stint:
    first = rows[0]
    return Stint(
        row=first.row,
        unit=unit,
        aid_code=first.aid_code,
        kind=first.kind,
        from_on=first.from_on,
        to_on=first.to_on,
        leaves=union(row.leave for row in rows if row.leave is not None),
    )


def _without_row(row: PayrollRow) -> tuple[object, ...]:
    return (
        row.number.casefold(),
        row.unit.casefold(),
        row.from_on,
        row.to_on,
        row.aid_code,
        row.kind,
        row.leave,
    )
