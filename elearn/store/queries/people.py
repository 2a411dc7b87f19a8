"""What changes about one person is read and written here: names, identifiers, mergers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from elearn.store.db import Session
from elearn.store.models import (
    Attendance,
    Certificate,
    Credential,
    Employment,
    Evidence,
    Exemption,
    Extension,
    MergedRow,
    Objection,
    OneTimeCode,
    Person,
    PersonIdentifier,
    RoleGrant,
)

SIGN_IN = "sign-in"
_FOLLOWING: dict[str, Any] = {
    "employment": Employment,
    "role": RoleGrant,
    "exemption": Exemption,
    "extension": Extension,
    "evidence": Evidence,
    "attendance": Attendance,
    "certificate": Certificate,
    "objection": Objection,
}
"""The rows that follow a person into another, by the word in `merged_row`."""


@dataclass(frozen=True, slots=True)
class Identifier:
    kind: str
    value: str
    person: UUID
    since_on: date
    from_person: UUID | None


def identifier(session: Session, municipality: UUID, value: str) -> Identifier | None:
    """Of either kind: a sign-in name, or an employment number."""
    row = session.scalars(
        select(PersonIdentifier)
        .where(
            PersonIdentifier.municipality_id == municipality,
            PersonIdentifier.value == value.casefold(),
        )
        .limit(1)
    ).first()
    return _identifier(row) if row else None


def identifiers_of(session: Session, municipality: UUID, person: UUID) -> list[Identifier]:
    rows = session.scalars(
        select(PersonIdentifier)
        .where(
            PersonIdentifier.municipality_id == municipality, PersonIdentifier.person_id == person
        )
        .order_by(PersonIdentifier.kind, PersonIdentifier.value)
    )
    return [_identifier(row) for row in rows]


def merged_people(session: Session, municipality: UUID) -> dict[UUID, UUID]:
    """Into whom each merged person went."""
    rows = session.execute(
        select(Person.id, Person.merged_into).where(
            Person.municipality_id == municipality, Person.merged_into.is_not(None)
        )
    )
    return {row.id: row.merged_into for row in rows}


def descendants(person: UUID, merged: Mapping[UUID, UUID]) -> set[UUID]:
    """Those whose way of mergers leads through *person*."""
    found: set[UUID] = set()
    waiting = [person]
    while waiting:
        at = waiting.pop()
        new = {id for id, into in merged.items() if into == at} - found
        found |= new
        waiting += new
    return found


def merged_into(session: Session, municipality: UUID, person: UUID) -> set[UUID]:
    """The persons who turned out to be *person*, by however many mergers."""
    return descendants(person, merged_people(session, municipality))


def turned_out(session: Session, municipality: UUID) -> dict[UUID, UUID]:
    """Who each merged person is now, by however many mergers."""
    merged = merged_people(session, municipality)
    found = {}
    for person in merged:
        now = merged[person]
        while now in merged:
            now = merged[now]
        found[person] = now
    return found


def move_rows(session: Session, municipality: UUID, source: UUID, target: UUID) -> None:
    """All that hangs on *source* hangs on *target*, and remembers that it did not always."""
    remembered = set(
        session.scalars(select(MergedRow.row_id).where(MergedRow.municipality_id == municipality))
    )
    for kind, model in _FOLLOWING.items():
        ids = session.scalars(
            select(model.id).where(model.municipality_id == municipality, model.person_id == source)
        ).all()
        _remember(session, municipality, kind, source, [id for id in ids if id not in remembered])
        session.execute(
            update(model)
            .where(model.municipality_id == municipality, model.person_id == source)
            .values(person_id=target)
        )
    _move_identifiers(session, municipality, source, target)


def return_rows(
    session: Session, municipality: UUID, person: UUID, descendants: Collection[UUID]
) -> None:
    """What came from *person*, or from *descendants* who had been merged into it, goes back."""
    origins = [person, *descendants]
    for kind, model in _FOLLOWING.items():
        ids = session.scalars(
            select(MergedRow.row_id).where(
                MergedRow.municipality_id == municipality,
                MergedRow.kind == kind,
                MergedRow.from_person_id.in_(origins),
            )
        ).all()
        for piece in _pieces(ids):
            session.execute(
                update(model)
                .where(model.municipality_id == municipality, model.id.in_(piece))
                .values(person_id=person)
            )
    session.execute(
        delete(MergedRow).where(
            MergedRow.municipality_id == municipality, MergedRow.from_person_id == person
        )
    )
    _return_identifiers(session, municipality, person, origins)


def lend_credential(session: Session, municipality: UUID, source: UUID, target: UUID) -> None:
    """*target* signs in with the secret of *source*, if it has none of its own."""
    if session.get(Credential, (municipality, target)) is not None:
        return
    own = session.get(Credential, (municipality, source))
    if own is not None:
        session.add(
            Credential(
                municipality_id=municipality,
                person_id=target,
                secret_hash=own.secret_hash,
                set_at=own.set_at,
            )
        )


def take_credential_back(session: Session, municipality: UUID, source: UUID, target: UUID) -> None:
    """*target* loses a secret that it only has from *source*."""
    own = session.get(Credential, (municipality, source))
    lent = session.get(Credential, (municipality, target))
    if own is not None and lent is not None and own.secret_hash == lent.secret_hash:
        session.delete(lent)


def delete_codes(session: Session, municipality: UUID, persons: Iterable[UUID]) -> None:
    """Slips and links that have not been used."""
    session.execute(
        delete(OneTimeCode).where(
            OneTimeCode.municipality_id == municipality,
            OneTimeCode.person_id.in_(list(persons)),
            OneTimeCode.used_at.is_(None),
        )
    )


def ways_in(session: Session, municipality: UUID, person: UUID) -> int:
    """How many names the person can sign in with."""
    found = session.scalar(
        select(func.count())
        .select_from(PersonIdentifier)
        .where(
            PersonIdentifier.municipality_id == municipality, PersonIdentifier.person_id == person
        )
    )
    return found or 0


def _remember(
    session: Session, municipality: UUID, kind: str, source: UUID, ids: Sequence[UUID]
) -> None:
    values = [
        {
            "municipality_id": municipality,
            "row_id": id,
            "kind": kind,
            "from_person_id": source,
        }
        for id in ids
    ]
    if values:
        session.execute(insert(MergedRow), values)


def _move_identifiers(session: Session, municipality: UUID, source: UUID, target: UUID) -> None:
    session.execute(
        update(PersonIdentifier)
        .where(
            PersonIdentifier.municipality_id == municipality, PersonIdentifier.person_id == source
        )
        .values(
            person_id=target,
            from_person_id=func.coalesce(
                PersonIdentifier.from_person_id, PersonIdentifier.person_id
            ),
        )
    )


def _return_identifiers(
    session: Session, municipality: UUID, person: UUID, origins: Sequence[UUID]
) -> None:
    session.execute(
        update(PersonIdentifier)
        .where(
            PersonIdentifier.municipality_id == municipality,
            PersonIdentifier.from_person_id.in_(origins),
        )
        .values(person_id=person)
    )
    session.execute(
        update(PersonIdentifier)
        .where(
            PersonIdentifier.municipality_id == municipality,
            PersonIdentifier.from_person_id == person,
        )
        .values(from_person_id=None)
    )


def _identifier(row: PersonIdentifier) -> Identifier:
    return Identifier(row.kind, row.value, row.person_id, row.since_on, row.from_person_id)


def _pieces(ids: Sequence[UUID], size: int = 400) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
