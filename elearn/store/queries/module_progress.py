"""How far is the reader with a course, and with one module of it, and what is their work? Every
module page needs it, so it is asked in the same breath as who the reader is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, String, and_, bindparam, exists, literal_column, null, or_, select
from sqlalchemy.sql.functions import aggregate_strings

from elearn.store.models import Attempt, Employment, Evidence, LoginSession
from elearn.store.queries.signed_in import SignedIn, signed_in_and

LETTERS_OF_DAY = len("2026-11-23")

_COMMA: Any = literal_column("','")
"""Stands in the statement itself; as a text it would be put in each time anew."""
_reader = LoginSession.__table__.c
_row, _attempt = Evidence.__table__.alias("done"), Attempt.__table__.c
_post, _TODAY = Employment.__table__.c, bindparam("today", type_=Date())
_takes_back = Evidence.__table__.alias("takes_back")

_DONE = (
    select(aggregate_strings(_row.c.completed_on.cast(String) + _row.c.module_id, _COMMA))
    .outerjoin(
        _takes_back,
        and_(
            _takes_back.c.municipality_id == _row.c.municipality_id,
            _takes_back.c.withdraws == _row.c.id,
        ),
    )
    .where(
        _row.c.municipality_id == _reader.municipality_id,
        _row.c.person_id == _reader.person_id,
        _row.c.course_id == bindparam("course"),
        _row.c.withdraws.is_(null()),
        _takes_back.c.id.is_(null()),
    )
    .correlate(LoginSession.__table__)
    .scalar_subquery()
    .label("done")
)
# The state stands in the words of the partial index; as a parameter it would not be matched.
_IS_BEGUN = (
    exists()
    .where(
        _attempt.municipality_id == _reader.municipality_id,
        _attempt.person_id == _reader.person_id,
        _attempt.course_id == bindparam("course"),
        _attempt.module_id == bindparam("module"),
        _attempt.state == literal_column("'open'"),
    )
    .correlate(LoginSession.__table__)
    .label("is_begun")
)
_WORK = (
    select(aggregate_strings(_post.aid_code, _COMMA))
    .where(
        _post.municipality_id == _reader.municipality_id,
        _post.person_id == _reader.person_id,
        _post.from_on <= _TODAY,
        or_(_post.to_on.is_(null()), _post.to_on > _TODAY),
    )
    .correlate(LoginSession.__table__)
    .scalar_subquery()
    .label("work")
)
MODULE_PROGRESS = signed_in_and(_DONE, _IS_BEGUN, _WORK)
"""Needs `course` and `module`."""


@dataclass(frozen=True)
class Progress:
    completed: Mapping[str, date]
    """By module of the course, the latest day."""
    is_begun: bool
    """Whether an attempt at the module asked about is open."""
    occupations: frozenset[str]
    """The occupation codes of today's employments."""


def module_progress(reader: SignedIn) -> Progress:
    """Of a *reader* asked about with MODULE_PROGRESS."""
    rows = sorted(reader.besides.done.split(",")) if reader.besides.done else ()
    return Progress(
        {row[LETTERS_OF_DAY:]: date.fromisoformat(row[:LETTERS_OF_DAY]) for row in rows},
        bool(reader.besides.is_begun),
        frozenset(filter(None, (reader.besides.work or "").split(","))),
    )
