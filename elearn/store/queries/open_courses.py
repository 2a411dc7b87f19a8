"""Which courses are open to anybody, and what lies under a resume number?"""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from elearn.store.db import Session
from elearn.store.models import OpenCourse, OpenWork, ResumeNumber


def open_courses(session: Session, municipality: UUID) -> Mapping[str, date]:
    """Those that anybody may begin, and since when."""
    rows = session.execute(
        select(OpenCourse.course_id, OpenCourse.opened_on).where(
            OpenCourse.municipality_id == municipality
        )
    )
    return {row.course_id: row.opened_on for row in rows}


def is_any_open(session: Session, municipality: UUID) -> bool:
    found = select(OpenCourse.course_id).where(OpenCourse.municipality_id == municipality).limit(1)
    return session.scalar(found) is not None


def is_open(session: Session, municipality: UUID, course: str) -> bool:
    return session.get(OpenCourse, (municipality, course)) is not None


def resume_number(session: Session, municipality: UUID, number_key: bytes) -> ResumeNumber | None:
    return session.get(ResumeNumber, (municipality, number_key))


def locked_number(session: Session, municipality: UUID, number_key: bytes) -> ResumeNumber | None:
    """Held until the transaction ends: of two who claim, delete or begin, one comes first."""
    return session.scalar(
        select(ResumeNumber)
        .where(ResumeNumber.municipality_id == municipality, ResumeNumber.number_key == number_key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def works(session: Session, municipality: UUID, number_key: bytes) -> Sequence[OpenWork]:
    """All that lies under the number, begun or done."""
    return session.scalars(
        select(OpenWork).where(
            OpenWork.municipality_id == municipality, OpenWork.number_key == number_key
        )
    ).all()


def open_work(
    session: Session, municipality: UUID, number_key: bytes, module: str
) -> OpenWork | None:
    return session.get(OpenWork, (municipality, number_key, module))


def locked_work(
    session: Session, municipality: UUID, number_key: bytes, module: str
) -> OpenWork | None:
    """As it is now, until the transaction ends: two tabs answer one after the other."""
    return session.scalar(
        select(OpenWork)
        .where(
            OpenWork.municipality_id == municipality,
            OpenWork.number_key == number_key,
            OpenWork.module_id == module,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def forget_number(session: Session, municipality: UUID, number_key: bytes) -> None:
    """With everything under it."""
    session.execute(
        delete(OpenWork).where(
            OpenWork.municipality_id == municipality, OpenWork.number_key == number_key
        )
    )
    session.execute(
        delete(ResumeNumber).where(
            ResumeNumber.municipality_id == municipality, ResumeNumber.number_key == number_key
        )
    )
