"""A certificate of a completed course: made for its holder, checked by anybody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.record.certificate import Cycle, Standing, cycles, standing
from elearn.store.db import Session
from elearn.store.models import Certificate, Person
from elearn.store.queries import certificates
from elearn.store.queries.standing_facts import evidence_of


@dataclass(frozen=True, slots=True)
class Checked:
    """What is told about a certificate; the name only to whoever has its code."""

    course: str
    completed_on: date
    valid_until: date | None
    issued_on: date
    standing: Standing
    holder: str
    """As it is shown: the alias, where there is one."""


def own_cycles(session: Session, municipality: UUID, person: UUID) -> list[Cycle]:
    """What *person* could have certificates of, the latest first."""
    measures = certificates.measures(session, municipality, person)
    return cycles(evidence_of(session, municipality, person), measures)


def issue(
    session: Session,
    municipality: UUID,
    person: UUID,
    course: str,
    completed_on: date,
    *,
    new_id: Callable[[], UUID],
    today: date,
) -> UUID:
    """The certificate of that cycle; asked for twice it is the same one.

    Raises: Refusal `certificate-not-earned` when there is no such cycle, or it was taken back.
    """
    for cycle in own_cycles(session, municipality, person):
        if (cycle.course, cycle.completed_on) == (course, completed_on):
            break
    else:
        raise Refusal("certificate-not-earned")
    made = certificates.certificate_of(session, municipality, person, cycle)
    if made is not None:
        return made.id
    id = new_id()
    session.add(
        Certificate(
            municipality_id=municipality,
            id=id,
            person_id=person,
            course_id=cycle.course,
            completed_on=cycle.completed_on,
            valid_until=cycle.valid_until,
            issued_on=today,
            evidence_ids=[str(row) for row in cycle.rows],
        )
    )
    return id


def checked(session: Session, municipality: UUID, id: UUID, *, today: date) -> Checked | None:
    """None when there is none, or its holder's record has been disposed of."""
    row = certificates.certificate(session, municipality, id)
    if row is None:
        return None
    holder = session.get_one(Person, (municipality, row.person_id))
    rows = [UUID(each) for each in row.evidence_ids]
    evidence = evidence_of(session, municipality, row.person_id)
    return Checked(
        row.course_id,
        row.completed_on,
        row.valid_until,
        row.issued_on,
        standing(rows, row.valid_until, evidence, today=today),
        holder.shown_name,
    )
