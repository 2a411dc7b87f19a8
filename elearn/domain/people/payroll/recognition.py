"""Whose employment number, address and name are these?"""

from uuid import UUID

from elearn.domain.people.payroll.entries import Entry
from elearn.domain.people.payroll.facts import KnownPerson
from elearn.domain.people.payroll.given import Given
from elearn.domain.people.payroll.likeness import are_alike, name_key
from elearn.domain.people.payroll.persons import Persons
from elearn.domain.people.payroll.provisional import people_by_unit_and_name
from elearn.domain.people.rows import Notes


class Recognition:
    def __init__(self, given: Given, notes: Notes, persons: Persons) -> None:
        self._given = given
        self._notes = notes
        self._persons = persons
        self._provisional = people_by_unit_and_name(given)

    def person(self, entry: Entry) -> UUID | None:
        """The person of *entry*, perhaps new; None after a fault or a hint."""
        by_number = self._given.owner_of_number(entry.key)
        by_name = [self._persons.claims.owner(name) for name in entry.sign_ins]
        owners = {owner for owner in (by_number, *by_name) if owner is not None}
        if len(owners) > 1:
            row = entry.first
            self._notes.fault(row.row, "address-of-another", address=row.email or row.username)
            return None
        if owners:
            return self._recognised(entry, owners.pop(), is_by_number=by_number is not None)
        if not self._is_worth_adding(entry):
            return None
        return self._entered_by_manager(entry) or self._given.new_id()

    def _recognised(self, entry: Entry, person: UUID, *, is_by_number: bool) -> UUID | None:
        row, known = entry.first, self._given.known.people.get(person)
        if known is None and person in self._persons.after:
            return self._recognised_above(entry, person)
        if known is None or self._is_out_of_reach(entry, person):
            self._notes.fault(row.row, "number-outside-scope", number=row.number)
            return None
        if known.alias is None and not self._is_unnamed(known) and not are_alike(known, row):
            code = "number-of-another" if is_by_number else "address-of-another"
            address = row.email or row.username
            self._notes.fault(row.row, code, number=row.number, address=address)
            return None
        return person

    def _recognised_above(self, entry: Entry, person: UUID) -> UUID | None:
        """*person* is new on this very list."""
        row = entry.first
        earlier, other = self._persons.after[person]
        if are_alike(earlier, row):
            return person
        self._notes.fault(row.row, "address-twice", address=row.email, other=other)
        return None

    def _is_unnamed(self, person: KnownPerson) -> bool:
        """Whether nothing but a sign-in name is known yet, as of a first administrator."""
        own = self._given.known.identifiers.get(person.given_name.casefold())
        return not person.family_name and own == person.id

    def _is_out_of_reach(self, entry: Entry, person: UUID) -> bool:
        """Whether the post, or the whole person, is where the list may not speak of."""
        given = self._given
        if given.within is None:
            return False
        own = [post.unit for post in given.posts_by_person.get(person, ())]
        moved = [
            post.unit
            for post in given.posts_by_number.get(entry.key, ())
            if post.period.end > given.today
        ]
        return not given.within.intersection(own) or not given.within.issuperset(moved)

    def _is_worth_adding(self, entry: Entry) -> bool:
        """Somebody unknown who has left already is not taken in."""
        if any(stint.end > self._given.today for stint in entry.stints):
            return True
        self._notes.hint(entry.first.row, "ended-before", number=entry.number)
        return False

    def _entered_by_manager(self, entry: Entry) -> UUID | None:
        """Whoever has the same name in the same unit; None when that is nobody, or several."""
        name = name_key(entry.first.given_name, entry.first.family_name)
        found = {
            person
            for stint in entry.stints
            for person in self._provisional.get((stint.unit, name), ())
        }
        if len(found) > 1:
            self._notes.hint(entry.first.row, "several-entered-by-manager", number=entry.number)
        return found.pop() if len(found) == 1 and not found & self._persons.after.keys() else None
