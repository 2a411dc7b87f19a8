"""Who need not take what, until when, and who said so?"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select

from elearn.store.db import Session
from elearn.store.models import Course, Duty, Exemption, Person, StatusPeriod


@dataclass(frozen=True, slots=True)
class ExemptionLine:
    id: UUID
    duty: UUID
    titles: dict[str, str]
    """Of the course, by language."""
    from_on: date
    until_on: date | None
    """The last exempt day."""
    reason: str
    approved_by: str | None


def exemptions_of(session: Session, municipality: UUID, person: UUID) -> list[ExemptionLine]:
    """Every one there ever was, the latest first."""
    rows = session.execute(
        select(Exemption, Course.titles, Person)
        .join(
            Duty,
            and_(Duty.municipality_id == Exemption.municipality_id, Duty.id == Exemption.duty_id),
        )
        .join(
            Course,
            and_(Course.municipality_id == Duty.municipality_id, Course.id == Duty.course_id),
        )
        .outerjoin(
            Person,
            and_(
                Person.municipality_id == Exemption.municipality_id,
                Person.id == Exemption.approved_by,
            ),
        )
        .where(Exemption.municipality_id == municipality, Exemption.person_id == person)
        .order_by(Exemption.from_on.desc(), Exemption.id)
    )
    return [
        ExemptionLine(
            row.id,
            row.duty_id,
            titles,
            row.from_on,
            row.to_on - timedelta(days=1) if row.to_on else None,
            row.reason,
            by.shown_name if by else None,
        )
        for row, titles, by in rows
    ]


def standing(
    session: Session, municipality: UUID, duty: UUID, person: UUID, day: date
) -> Exemption | None:
    """One that has not ended by *day*."""
    return session.scalars(
        select(Exemption).where(
            Exemption.municipality_id == municipality,
            Exemption.duty_id == duty,
            Exemption.person_id == person,
            or_(Exemption.to_on.is_(None), Exemption.to_on > day),
        )
    ).first()


def concerns(session: Session, municipality: UUID, duty: UUID, person: UUID, day: date) -> bool:
    """Whether *duty* asks something of *person* on *day*, or would but for leave or exemption."""
    found = session.scalar(
        select(StatusPeriod.status).where(
            StatusPeriod.municipality_id == municipality,
            StatusPeriod.duty_id == duty,
            StatusPeriod.person_id == person,
            StatusPeriod.from_on <= day,
            or_(StatusPeriod.to_on.is_(None), StatusPeriod.to_on > day),
        )
    )
    return found is not None
