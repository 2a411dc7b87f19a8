"""One meeting of the actor's units: found, or it does not exist; who is on its list; what each of
its pages says of it."""

from collections.abc import Mapping
from uuid import UUID

from flask import abort

from elearn.domain.people.hindsight import branch_on, keeper
from elearn.domain.people.permissions import Permission
from elearn.services.acting import Act
from elearn.store.queries import catalogue, meeting_pages
from elearn.store.queries import meetings as queries
from elearn.store.queries.meetings import Listed, MeetingRow
from elearn.store.queries.org import placements
from elearn.web.course_text import course_language
from elearn.web.db import session
from elearn.web.guard import actor, tree, within
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id


def meeting_or_404(meeting_id: UUID) -> MeetingRow:
    """One of a unit that is the actor's today."""
    found = queries.meeting_row(session(), municipality_id(), meeting_id)
    if found is None or _keeper(found) not in within(Permission.RUN_MEETINGS):
        abort(404)
    return found


def kept_by(row: MeetingRow) -> UUID:
    """The unit of today that answers for the meeting's, or else the meeting's."""
    return _keeper(row) or row.unit


def listed(row: MeetingRow) -> list[Listed]:
    """Who was employed on the day in the unit and under it, as far as it is the actor's today."""
    placed = placements(session(), municipality_id())
    branch = branch_on(row.held_on, row.unit, placed, within(Permission.RUN_MEETINGS), tree())
    return queries.staff_of(session(), municipality_id(), list(branch.tree), row.held_on)


def frame(row: MeetingRow) -> Mapping[str, object]:
    """What every page of the meeting is told."""
    titles = published(catalogue.module_titles, course_language())
    line = titles.get((row.course, row.module))
    page = next(
        (
            each
            for course in published(meeting_pages.meetings, course_language())
            for each in course.lines
            if (course.course, each.module) == (row.course, row.module)
        ),
        None,
    )
    unit = kept_by(row)
    return {
        "row": row,
        "unit_id": unit,
        "name": tree().name(unit) if unit in tree() else "",
        "title": line.title if line else row.module,
        "page": page,
        "is_withdrawn": line is None or line.is_withdrawn,
        "today": site().today(),
        "code": f"{row.code[:3]} {row.code[3:]}",
    }


def act() -> Act:
    """Of the actor, now."""
    return Act(
        session(), municipality_id(), actor().person, site().new_id, site().now(), site().today()
    )


def _keeper(row: MeetingRow) -> UUID | None:
    if row.unit in tree():
        return row.unit
    return keeper(row.unit, placements(session(), municipality_id()), tree())
