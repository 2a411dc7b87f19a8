"""The list of a unit's page as a file: the same rows, of all its pages."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.store.queries.unit_courses import unit_courses
from elearn.web.db import session
from elearn.web.guard import requires
from elearn.web.manager.asked import course_asked, day_asked, is_course_gone, is_filter_gone
from elearn.web.manager.blueprint import pages
from elearn.web.manager.unit import report_of
from elearn.web.manager.unit_rows import cells, header
from elearn.web.site import site
from elearn.web.tables import as_csv, as_xlsx
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_names_shown

Writer = Callable[[str, Sequence[str], Iterable[Sequence[str]]], Response]


@pages.get("/units/<uuid:unit_id>.csv")
@requires(Permission.EXPORT_UNIT, unit="unit_id")
def unit_csv(unit_id: UUID) -> ResponseReturnValue:
    return _file(unit_id, as_csv, "manager.unit_csv")


@pages.get("/units/<uuid:unit_id>.xlsx")
@requires(Permission.EXPORT_UNIT, unit="unit_id")
def unit_xlsx(unit_id: UUID) -> ResponseReturnValue:
    return _file(unit_id, as_xlsx, "manager.unit_xlsx")


def _file(unit_id: UUID, write: Writer, endpoint: str) -> Response:
    """Its name says the day and nothing about unit or course: it ends in a shared folder.

    Raises: Refusal `file-filter-gone`: a file with more people than were asked for cannot say so.
    """
    day = day_asked(site().today())
    courses = unit_courses(session(), municipality_id(), day)
    report = report_of(unit_id, course_asked(courses))
    if is_course_gone(courses) or is_filter_gone(report.tree):
        raise Refusal("file-filter-gone")
    note_names_shown(unit_id, endpoint, day)
    rows = (cells(person, report) for person in report.people)
    return write(f"status-{day.isoformat()}", header(), rows)
