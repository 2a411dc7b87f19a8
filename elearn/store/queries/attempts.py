"""A person's work on a module, unfinished or just finished."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy import CursorResult, Select, delete, literal_column, select, update

from elearn.store.db import Session
from elearn.store.models import Attempt

AttemptState = Literal["open", "submitted"]


def open_attempt(
    session: Session, municipality: UUID, person: UUID, course: str, module: str
) -> Attempt | None:
    return session.scalar(_of(municipality, person, course, module, "open"))


def open_attempts(session: Session, municipality: UUID, person: UUID) -> Sequence[Attempt]:
    """All of the person's."""
    found = select(Attempt).where(
        Attempt.municipality_id == municipality,
        Attempt.person_id == person,
        Attempt.state == literal_column("'open'"),
    )
    return session.scalars(found).all()


def locked_attempt(
    session: Session, municipality: UUID, person: UUID, course: str, module: str
) -> Attempt | None:
    """The open one, held until the transaction ends: two tabs answer one after the other.

    As it is now, even where this session has read it before: another may have answered since.
    """
    found = _of(municipality, person, course, module, "open").with_for_update()
    return session.scalar(found.execution_options(populate_existing=True))


def submitted_attempt(
    session: Session, municipality: UUID, person: UUID, course: str, module: str
) -> Attempt | None:
    """The latest finished one whose result has not been left yet."""
    found = _of(municipality, person, course, module, "submitted")
    return session.scalar(found.order_by(Attempt.submitted_on.desc()).limit(1))


def flip_to_submitted(session: Session, municipality: UUID, attempt: UUID, *, today: date) -> bool:
    """False when it was no longer open: of two submissions at once, one counts."""
    result = cast(
        CursorResult[Any],
        session.execute(
            update(Attempt)
            .where(
                Attempt.municipality_id == municipality,
                Attempt.id == attempt,
                Attempt.state == "open",
            )
            .values(state="submitted", submitted_on=today)
        ),
    )
    return result.rowcount == 1


def forget_submitted(
    session: Session, municipality: UUID, person: UUID, course: str, module: str
) -> None:
    session.execute(
        delete(Attempt).where(
            Attempt.municipality_id == municipality,
            Attempt.person_id == person,
            Attempt.course_id == course,
            Attempt.module_id == module,
            Attempt.state == "submitted",
        )
    )


def _of(
    municipality: UUID, person: UUID, course: str, module: str, state: AttemptState
) -> Select[Attempt]:
    """*state* goes into the statement as it is, because the partial index is on such words."""
    return select(Attempt).where(
        Attempt.municipality_id == municipality,
        Attempt.person_id == person,
        Attempt.course_id == course,
        Attempt.module_id == module,
        Attempt.state == literal_column(f"'{state}'"),
    )
