"""Everything a payroll list is compared with, and the rows it writes, many at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, insert, select, tuple_, update

from elearn.domain.people.employment import Employment as Post
from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.intervals import Interval, union
from elearn.domain.people.org import Placement
from elearn.domain.people.payroll import Known, KnownPerson, KnownUnit
from elearn.store.db import Session
from elearn.store.models import (
    Attempt,
    Credential,
    Employment,
    Evidence,
    Exemption,
    Extension,
    ImportBatch,
    Leave,
    LoginSession,
    OneTimeCode,
    Person,
    PersonIdentifier,
    Reminder,
    RoleGrant,
    StatusPeriod,
    Unit,
)
from elearn.store.queries.org import placements

MOST_AT_ONCE = 400
"""Values in one statement; old builds of SQLite take about a thousand."""
EMPLOYMENT_NUMBER = "employment-number"
SIGN_IN = "sign-in"

Item = TypeVar("Item")


def known(session: Session, municipality: UUID) -> Known:
    """All people, posts, names and units of the municipality."""
    return Known(
        people=_people(session, municipality),
        posts=posts(session, municipality),
        identifiers=_identifiers(session, municipality),
        units=known_units(session, municipality),
    )


def posts(session: Session, municipality: UUID, ids: Collection[UUID] | None = None) -> list[Post]:
    """With their leaves; all of them, or those of *ids*."""
    found: list[Post] = []
    for chunk in _chunks(ids):
        found += _posts(session, municipality, chunk)
    return found


def _posts(session: Session, municipality: UUID, chunk: Collection[UUID] | None) -> Iterator[Post]:
    leaves: dict[UUID, list[Interval]] = defaultdict(list)
    some_leaves = [] if chunk is None else [Leave.employment_id.in_(chunk)]
    for employment, from_on, to_on in session.execute(
        select(Leave.employment_id, Leave.from_on, Leave.to_on).where(
            Leave.municipality_id == municipality, *some_leaves
        )
    ):
        leaves[employment].append(Interval(from_on, to_on))
    some = [] if chunk is None else [Employment.id.in_(chunk)]
    rows = session.execute(
        select(
            Employment.id,
            Employment.person_id,
            Employment.unit_id,
            Employment.number,
            Employment.aid_code,
            Employment.kind,
            Employment.from_on,
            Employment.to_on,
            Employment.is_provisional,
        ).where(Employment.municipality_id == municipality, *some)
    )
    for id, person, unit, number, aid_code, kind, from_on, to_on, provisional in rows:
        away = union(leaves[id]) if id in leaves else ()
        yield Post(
            id, person, unit, number, aid_code, EmploymentKind(kind), from_on, to_on, away,
            provisional,
        )  # fmt: skip


def people(session: Session, municipality: UUID, ids: Collection[UUID]) -> dict[UUID, KnownPerson]:
    """Those of *ids* that are there, merged ones too."""
    found: dict[UUID, KnownPerson] = {}
    for chunk in _chunks(ids):
        rows = session.execute(
            select(
                Person.id, Person.given_name, Person.family_name, Person.alias, Person.email
            ).where(Person.municipality_id == municipality, Person.id.in_(chunk or ()))
        )
        found |= {row.id: KnownPerson(*row) for row in rows}
    return found


def shown_names(session: Session, municipality: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    return {id: person.shown_name for id, person in people(session, municipality, ids).items()}


def known_units(session: Session, municipality: UUID) -> dict[str, KnownUnit]:
    """By code, case-folded."""
    rows: dict[UUID, list[Placement]] = defaultdict(list)
    for each in placements(session, municipality):
        rows[each.unit].append(each)
    codes = {
        row.id: row.code
        for row in session.execute(
            select(Unit.id, Unit.code).where(Unit.municipality_id == municipality)
        )
    }
    found = {}
    for id, code in codes.items():
        own = rows.get(id, [])
        heir = next((each.merged_into for each in own if each.merged_into), None)
        found[code.casefold()] = KnownUnit(
            id, union(each.period for each in own), codes.get(heir, "") if heir else ""
        )
    return found


def insert_people(session: Session, municipality: UUID, rows: Iterable[KnownPerson]) -> None:
    values = [_person_values(municipality, row) for row in rows]
    if values:
        session.execute(insert(Person), values)


def update_people(session: Session, municipality: UUID, rows: Iterable[KnownPerson]) -> None:
    """Name and address; an alias is nobody's to change from here."""
    values = [_person_values(municipality, row) for row in rows]
    if values:
        session.execute(update(Person), values)


def _person_values(municipality: UUID, row: KnownPerson) -> dict[str, object]:
    return {
        "municipality_id": municipality,
        "id": row.id,
        "given_name": row.given_name,
        "family_name": row.family_name,
        "email": row.email,
    }


def delete_unused_people(session: Session, municipality: UUID, ids: Collection[UUID]) -> int:
    """Those of *ids* whom nothing refers to any longer. How many went."""
    used: set[UUID] = set()
    for chunk in _chunks(ids):
        for column in (
            Employment.person_id,
            Evidence.person_id,
            Exemption.person_id,
            Extension.person_id,
            Reminder.person_id,
            Reminder.sent_to,
            Attempt.person_id,
            Credential.person_id,
            RoleGrant.person_id,
            LoginSession.person_id,
            OneTimeCode.person_id,
            PersonIdentifier.person_id,
            Person.merged_into,
        ):
            used.update(
                session.scalars(
                    select(column).where(
                        column.class_.municipality_id == municipality, column.in_(chunk or ())
                    )
                )
            )
    unused = [id for id in ids if id not in used]
    for chunk in _chunks(unused):
        session.execute(
            delete(StatusPeriod).where(
                StatusPeriod.municipality_id == municipality,
                StatusPeriod.person_id.in_(chunk or ()),
            )
        )
        session.execute(
            delete(Person).where(Person.municipality_id == municipality, Person.id.in_(chunk or ()))
        )
    return len(unused)


def insert_posts(
    session: Session, municipality: UUID, rows: Sequence[Post], *, entered_on: date | None = None
) -> None:
    if rows:
        entered = {"entered_on": entered_on}
        values = [_post_values(municipality, row) | entered for row in rows]
        session.execute(insert(Employment), values)
    _insert_leaves(session, municipality, rows)


def update_posts(session: Session, municipality: UUID, rows: Sequence[Post]) -> None:
    """Each as it is now, leaves and all."""
    if rows:
        _delete_leaves(session, municipality, [row.id for row in rows])
        session.execute(update(Employment), [_post_values(municipality, row) for row in rows])
    _insert_leaves(session, municipality, rows)


def delete_posts(session: Session, municipality: UUID, ids: Collection[UUID]) -> None:
    _delete_leaves(session, municipality, ids)
    for chunk in _chunks(ids):
        session.execute(
            delete(Employment).where(
                Employment.municipality_id == municipality, Employment.id.in_(chunk or ())
            )
        )


def insert_identifiers(
    session: Session,
    municipality: UUID,
    rows: Iterable[tuple[str, str, UUID]],
    *,
    since_on: date,
) -> None:
    """*rows* are kind, value and person."""
    values = [
        {
            "municipality_id": municipality,
            "kind": kind,
            "value": value,
            "person_id": person,
            "since_on": since_on,
        }
        for kind, value, person in rows
    ]
    if values:
        session.execute(insert(PersonIdentifier), values)


def delete_identifiers(
    session: Session, municipality: UUID, rows: Iterable[tuple[str, str]]
) -> None:
    """*rows* are kind and value."""
    for chunk in _pieces(rows):
        session.execute(
            delete(PersonIdentifier).where(
                PersonIdentifier.municipality_id == municipality,
                tuple_(PersonIdentifier.kind, PersonIdentifier.value).in_(chunk),
            )
        )


def identifiers_named(
    session: Session, municipality: UUID, rows: Iterable[tuple[str, str]]
) -> list[tuple[str, str, UUID, date]]:
    """Those of *rows*, kind and value, that are there: with person and first day."""
    found: list[tuple[str, str, UUID, date]] = []
    for chunk in _pieces(rows):
        rows_found = session.execute(
            select(
                PersonIdentifier.kind,
                PersonIdentifier.value,
                PersonIdentifier.person_id,
                PersonIdentifier.since_on,
            ).where(
                PersonIdentifier.municipality_id == municipality,
                tuple_(PersonIdentifier.kind, PersonIdentifier.value).in_(chunk),
            )
        )
        found += [(row.kind, row.value, row.person_id, row.since_on) for row in rows_found]
    return found


def claim_batch(session: Session, municipality: UUID, batch: UUID, was: str, becomes: str) -> bool:
    """False when it was no longer *was*: of two at once, one wins."""
    result = cast(
        CursorResult[Any],
        session.execute(
            update(ImportBatch)
            .where(
                ImportBatch.municipality_id == municipality,
                ImportBatch.id == batch,
                ImportBatch.state == was,
            )
            .values(state=becomes)
        ),
    )
    return result.rowcount == 1


def forget_inverses(session: Session, municipality: UUID, *, but: UUID) -> None:
    """Only the last import can be undone."""
    session.execute(
        update(ImportBatch)
        .where(ImportBatch.municipality_id == municipality, ImportBatch.id != but)
        .values(inverse=[])
    )


def delete_previews(
    session: Session, municipality: UUID, made_by: UUID | None, *, older_than: Any = None
) -> None:
    """Those of *made_by*, and everybody's that were made before *older_than*."""
    stale = ImportBatch.made_at < older_than if older_than is not None else False
    session.execute(
        delete(ImportBatch).where(
            ImportBatch.municipality_id == municipality,
            ImportBatch.state == "preview",
            (ImportBatch.made_by == made_by) | stale,
        )
    )


def _people(session: Session, municipality: UUID) -> dict[UUID, KnownPerson]:
    rows = session.execute(
        select(Person.id, Person.given_name, Person.family_name, Person.alias, Person.email).where(
            Person.municipality_id == municipality, Person.merged_into.is_(None)
        )
    )
    return {row[0]: KnownPerson(*row) for row in rows}


def _identifiers(session: Session, municipality: UUID) -> Mapping[str, UUID]:
    rows = session.execute(
        select(PersonIdentifier.value, PersonIdentifier.person_id).where(
            PersonIdentifier.municipality_id == municipality
        )
    )
    return {row.value: row.person_id for row in rows}


def _post_values(municipality: UUID, row: Post) -> dict[str, Any]:
    return {
        "municipality_id": municipality,
        "id": row.id,
        "person_id": row.person,
        "unit_id": row.unit,
        "number": row.number,
        "aid_code": row.aid_code,
        "kind": row.kind.value,
        "from_on": row.from_on,
        "to_on": row.to_on,
        "is_provisional": row.provisional,
    }


def _insert_leaves(session: Session, municipality: UUID, rows: Iterable[Post]) -> None:
    values = [
        {
            "municipality_id": municipality,
            "employment_id": row.id,
            "from_on": leave.from_on,
            "to_on": leave.to_on,
        }
        for row in rows
        for leave in row.leaves
    ]
    if values:
        session.execute(insert(Leave), values)


def _delete_leaves(session: Session, municipality: UUID, employments: Collection[UUID]) -> None:
    for chunk in _chunks(employments):
        session.execute(
            delete(Leave).where(
                Leave.municipality_id == municipality, Leave.employment_id.in_(chunk or ())
            )
        )


def _chunks(ids: Collection[UUID] | None) -> Iterator[Collection[UUID] | None]:
    if ids is None:
        yield None
        return
    yield from _pieces(ids)


def _pieces(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = iter(items)
    while piece := list(islice(waiting, MOST_AT_ONCE)):
        yield piece
