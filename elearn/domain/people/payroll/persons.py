"""What a list says of each person: name, address, ways to sign in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from elearn.domain.people.payroll.changes import PersonChange
from elearn.domain.people.payroll.claims import Claims
from elearn.domain.people.payroll.entries import Entry
from elearn.domain.people.payroll.facts import KnownPerson, PayrollRow
from elearn.domain.people.payroll.given import Given
from elearn.domain.people.payroll.likeness import agree
from elearn.domain.people.rows import Notes


class Persons:
    """The people of the list, as far as it has been read."""

    def __init__(self, given: Given, notes: Notes, entries: Sequence[Entry]) -> None:
        self._given = given
        self._notes = notes
        self._numbers = frozenset(entry.key for entry in entries)
        self.claims = Claims(given, entries)
        self.after: dict[UUID, tuple[KnownPerson, int]] = {}
        """Each after the list, with the first row."""

    def describe(self, entry: Entry, person: UUID) -> bool:
        """Notes name and address after the list. False after a fault."""
        row, known = entry.first, self._given.known.people.get(person)
        earlier, earlier_row = self.after.get(person, (known, row.row))
        after = _described(person, row, known, earlier)
        if person in self.after and not agree(earlier, after, row):
            self._notes.fault(
                row.row, "rows-disagree-on-person", number=row.number, other=earlier_row
            )
            return False
        self.after[person] = (after, earlier_row)
        return all(self._claim(entry, person, name) for name in (entry.number, *entry.sign_ins))

    def changes(self) -> Iterable[PersonChange]:
        new_names = self.claims.new_names()
        for person, (after, row) in self.after.items():
            before = self._given.known.people.get(person)
            new = new_names.get(person, [])
            if before == after and not new:
                continue
            yield PersonChange(
                before=before,
                after=after,
                numbers=tuple(name for name in new if name in self._numbers),
                sign_ins=tuple(name for name in new if name not in self._numbers),
                dropped_sign_ins=self._dropped(before, after),
                row=row,
            )

    def _claim(self, entry: Entry, person: UUID, name: str) -> bool:
        if not name or self.claims.grant(name, person):
            return True
        self._notes.fault(entry.first.row, "address-of-another", address=name.casefold())
        return False

    def _dropped(self, before: KnownPerson | None, after: KnownPerson) -> tuple[str, ...]:
        if before is None or not before.email or before.email == after.email:
            return ()
        old = before.email.casefold()
        return (old,) if self._given.known.identifiers.get(old) == before.id else ()


def _described(
    person: UUID, row: PayrollRow, known: KnownPerson | None, earlier: KnownPerson | None
) -> KnownPerson:
    """After *row*; *earlier* is what was known, or what an earlier row said."""
    email = row.email or (earlier.email if earlier else None)
    if known and known.email and row.email.casefold() == known.email.casefold():
        email = known.email
    if known and known.alias:
        return replace(known, email=email)
    return KnownPerson(person, row.given_name, row.family_name, email=email)
