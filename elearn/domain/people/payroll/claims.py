"""Who has which sign-in name and number after a list, as far as it has been read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from elearn.domain.people.payroll.entries import Entry
from elearn.domain.people.payroll.given import Given


class Claims:
    def __init__(self, given: Given, entries: Iterable[Entry]) -> None:
        self._known = given.known.identifiers
        self._released = frozenset(_released(given, entries))
        self._person_by_name: dict[str, UUID] = {}

    def owner(self, name: str) -> UUID | None:
        """Whose sign-in name it is, or becomes by an earlier row."""
        value = name.casefold()
        if value in self._person_by_name:
            return self._person_by_name[value]
        return None if value in self._released else self._known.get(value)

    def grant(self, name: str, person: UUID) -> bool:
        """Whether *person* can have it, and from now on has it."""
        owner = self.owner(name)
        if owner is not None and owner != person:
            return False
        self._person_by_name[name.casefold()] = person
        return True

    def new_names(self) -> Mapping[UUID, list[str]]:
        """Those that their owners did not have before, case-folded."""
        found: dict[UUID, list[str]] = defaultdict(list)
        for name, person in self._person_by_name.items():
            if self._known.get(name) != person:
                found[person].append(name)
        return found


def _released(given: Given, entries: Iterable[Entry]) -> Iterable[str]:
    """Addresses that their owners give up on this very list may go to somebody else."""
    for entry in entries:
        address = entry.first.email.casefold()
        owner = given.owner_of_number(entry.key) if address else None
        person = given.known.people.get(owner) if owner else None
        old = (person.email or "").casefold() if person else ""
        if old and old != address:
            yield old
