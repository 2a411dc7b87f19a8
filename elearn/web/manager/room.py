"""A meeting on a screen that everybody in the room sees: one part at a time, and no names."""

from uuid import UUID

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.meeting import meeting_page, screens
from elearn.domain.people.permissions import Permission
from elearn.store.queries import meeting_pages
from elearn.store.queries.meetings import MeetingRow
from elearn.web.course_text import course_language, filler
from elearn.web.guard import requires
from elearn.web.manager.blueprint import pages
from elearn.web.manager.one_meeting import frame, meeting_or_404
from elearn.web.published import published
from elearn.web.slips import square, typed_address


@pages.get("/meetings/<uuid:meeting_id>/room/<int:number>")
@requires(Permission.RUN_MEETINGS)
def meeting_room(meeting_id: UUID, number: int) -> ResponseReturnValue:
    """The parts of the module's page in their order, and after the case its key."""
    row = meeting_or_404(meeting_id)
    text = _text_or_404(row)
    shown = screens(meeting_page(text))
    if not 1 <= number <= len(shown):
        abort(404)
    return render_template(
        "manager/meeting_room.html",
        **frame(row),
        text=text,
        screen=shown[number - 1],
        number=number,
        total=len(shown),
        fill=filler(text.language),
    )


@pages.get("/meetings/<uuid:meeting_id>/code")
@requires(Permission.RUN_MEETINGS)
def meeting_code(meeting_id: UUID) -> ResponseReturnValue:
    """The code in big letters, by which who is there joins and confirms on the spot."""
    row = meeting_or_404(meeting_id)
    path = url_for("learner.join_meeting", code=row.code)
    return render_template(
        "manager/meeting_code.html",
        **frame(row),
        qr=square(path),
        address=typed_address(url_for("learner.join_meeting")),
    )


def _text_or_404(row: MeetingRow) -> CompiledModule:
    found = published(meeting_pages.meeting_text, row.course, row.module, course_language())
    if found is None:
        abort(404)
    return found
