"""Who works in these units today, and who is meant by a name or a number?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from elearn.domain.folding import folded
from elearn.domain.people.naming import shown_name, sorting_key
from elearn.store.db import Session
from elearn.store.models import (
    Credential,
    Employment,
    Municipality,
    OneTimeCode,
    Person,
    PersonIdentifier,
)
from elearn.store.queries.unit_people import employed_in

EMPLOYMENT_NUMBER = "employment-number"


@dataclass(frozen=True, slots=True)
class Colleague:
    person: UUID
    name: str
    """The alias where there is one."""
    unit: UUID
    """One of the units asked about; somebody with two posts stands under the first found."""


def colleagues(
    session: Session, municipality: UUID, units: Collection[UUID], today: date
) -> list[Colleague]:
    """Everybody employed in *units*, each once, by name."""
    return _employed(session, employed_in(municipality, units, today))


def colleague(
    session: Session, municipality: UUID, person: UUID, units: Collection[UUID], today: date
) -> Colleague | None:
    """None when *person* is not employed in *units*."""
    here = employed_in(municipality, units, today)
    found = _employed(session, (*here, Employment.person_id == person))
    return found[0] if found else None


def _employed(session: Session, where: Iterable[ColumnElement[bool]]) -> list[Colleague]:
    rows = session.execute(
        select(Person.id, Person.given_name, Person.family_name, Person.alias, Employment.unit_id)
        .join(
            Employment,
            and_(
                Employment.municipality_id == Person.municipality_id,
                Employment.person_id == Person.id,
            ),
        )
        .where(*where)
        .order_by(Employment.from_on, Employment.id)
    )
    found: dict[UUID, Colleague] = {}
    for person, given_name, family_name, alias, unit in rows:
        name = shown_name(given_name, family_name, alias)
        found.setdefault(person, Colleague(person, name, unit))
    return sorted(found.values(), key=lambda each: (sorting_key(each.name), each.person))


def without_a_secret(session: Session, municipality: UUID, persons: Collection[UUID]) -> set[UUID]:
    """Those of *persons* who have not chosen a password yet."""
    settled = session.scalars(
        select(Credential.person_id).where(
            Credential.municipality_id == municipality, Credential.person_id.in_(persons)
        )
    )
    return set(persons) - set(settled)


def with_an_open_slip(
    session: Session, municipality: UUID, persons: Collection[UUID], now: datetime
) -> set[UUID]:
    """Those of *persons* who have a slip that works *now*."""
    return set(
        session.scalars(
            select(OneTimeCode.person_id).where(
                OneTimeCode.municipality_id == municipality,
                OneTimeCode.person_id.in_(persons),
                OneTimeCode.kind == "slip",
                OneTimeCode.used_at.is_(None),
                OneTimeCode.expires_at > now,
            )
        )
    )


def namesakes(
    session: Session,
    municipality: UUID,
    name: str,
    units: Collection[UUID],
    today: date,
) -> list[Colleague]:
    """Those in *units* who are shown under the same name, case and accents aside."""
    wanted = folded(name)
    everybody = colleagues(session, municipality, units, today)
    return [each for each in everybody if folded(each.name) == wanted]


def matching(
    session: Session,
    municipality: UUID,
    text: str,
    units: Collection[UUID],
    today: date,
) -> list[Colleague]:
    """Those in *units* in whose name every word of *text* occurs, or whose number it is."""
    words = folded(text).split()
    everybody = colleagues(session, municipality, units, today)
    numbered = person_numbered(session, municipality, text)
    return [
        each
        for each in everybody
        if each.person == numbered or (words and all(word in folded(each.name) for word in words))
    ]


def person_numbered(session: Session, municipality: UUID, number: str) -> UUID | None:
    """Whose employment number it is, anywhere in the municipality."""
    if not number.isprintable():
        return None
    return session.scalar(
        select(PersonIdentifier.person_id).where(
            PersonIdentifier.municipality_id == municipality,
            PersonIdentifier.kind == EMPLOYMENT_NUMBER,
            PersonIdentifier.value == number.strip().casefold(),
        )
    )


def lock_people(session: Session, municipality: UUID) -> None:
    """Until this transaction ends, no other that asks for the lock goes past this line.

    On SQLite a writer is alone already.
    """
    session.execute(
        select(Municipality.id)
        .where(Municipality.id == municipality)
        .with_for_update(key_share=True)
    )
