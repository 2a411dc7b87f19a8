"""How far is this person with a course, and with one module of it? Asked by every module page,
so it is prepared once, without the ORM."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Date, and_, bindparam, func, literal_column, null, select, union_all

from elearn.store.db import Connection
from elearn.store.models import Attempt, Evidence
from elearn.store.prepared import Prepared

_row, _attempt = Evidence.__table__.alias("done"), Attempt.__table__.c
_takes_back = Evidence.__table__.alias("takes_back")

_DONE = (
    select(_row.c.module_id, func.max(_row.c.completed_on).label("completed_on"))
    .outerjoin(
        _takes_back,
        and_(
            _takes_back.c.municipality_id == _row.c.municipality_id,
            _takes_back.c.withdraws == _row.c.id,
        ),
    )
    .where(
        _row.c.municipality_id == bindparam("municipality"),
        _row.c.person_id == bindparam("person"),
        _row.c.course_id == bindparam("course"),
        _row.c.withdraws.is_(null()),
        _takes_back.c.id.is_(null()),
    )
    .group_by(_row.c.module_id)
)
# The state stands in the words of the partial index; as a parameter it would not be matched.
_BEGUN = select(_attempt.module_id, null().cast(Date).label("completed_on")).where(
    _attempt.municipality_id == bindparam("municipality"),
    _attempt.person_id == bindparam("person"),
    _attempt.course_id == bindparam("course"),
    _attempt.module_id == bindparam("module"),
    _attempt.state == literal_column("'open'"),
)
_PROGRESS = Prepared(union_all(_DONE, _BEGUN))


@dataclass(frozen=True)
class Progress:
    completed: dict[str, date]
    """By module of the course, the latest day."""
    is_begun: bool
    """Whether an attempt at the module asked about is open."""


def module_progress(
    connection: Connection, municipality: UUID, person: UUID, course: str, module: str
) -> Progress:
    rows = _PROGRESS.all(
        connection, municipality=municipality, person=person, course=course, module=module
    )
    completed = {row.module_id: row.completed_on for row in rows if row.completed_on}
    return Progress(completed, is_begun=any(row.completed_on is None for row in rows))
