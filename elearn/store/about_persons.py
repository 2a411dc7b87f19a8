"""A question about everybody, about some, or about one.

Whatever happens to one person is derived from a dozen of them while a transaction is open, so about
one alone they are put straight to the driver.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam

from elearn.store.db import Session
from elearn.store.prepared import Prepared

MOST_AT_ONCE = 500
"""SQLite takes about a thousand values in one statement on old builds."""


class AboutPersons:
    """*statement* asks about everybody in the municipality that is its parameter `municipality`;
    *person* is its column of persons."""

    def __init__(self, statement: Select[*tuple[Any, ...]], person: Any) -> None:
        self._everybody = statement
        self._some = statement.where(person.in_(bindparam("persons", expanding=True)))
        self._one = Prepared(statement.where(person == bindparam("person")))

    def rows(
        self, session: Session, municipality: UUID, persons: Collection[UUID] | None
    ) -> Iterable[Any]:
        """None asks about everybody. Sees what the session has yet to write."""
        if persons is None:
            return session.execute(self._everybody, {"municipality": municipality})
        if len(persons) == 1:
            session.flush()
            (person,) = persons
            return self._one.all(session.connection(), municipality=municipality, person=person)
        return chain.from_iterable(
            session.execute(self._some, {"municipality": municipality, "persons": chunk})
            for chunk in at_once(persons)
        )


def at_once(persons: Collection[UUID]) -> Iterator[list[UUID]]:
    """Each of *persons* once, as many at a time as a statement takes."""
    waiting = iter(dict.fromkeys(persons))
    while chunk := list(islice(waiting, MOST_AT_ONCE)):
        yield chunk
