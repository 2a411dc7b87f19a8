"""A list to sign at a meeting, for paper: the own staff, and room for guests."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.store.queries.meetings import MeetingRow
from elearn.web.guard import requires
from elearn.web.manager.blueprint import pages
from elearn.web.manager.one_meeting import frame, kept_by, listed, meeting_or_404
from elearn.web.paper import as_pdf
from elearn.web.viewed import note_names_shown

EMPTY_LINES = 6
"""For guests."""


@pages.get("/meetings/<uuid:meeting_id>/sheet")
@requires(Permission.RUN_MEETINGS)
def sign_in_sheet(meeting_id: UUID) -> ResponseReturnValue:
    return _page(meeting_or_404(meeting_id))


@pages.get("/meetings/<uuid:meeting_id>/sheet.pdf")
@requires(Permission.RUN_MEETINGS)
def sign_in_sheet_pdf(meeting_id: UUID) -> ResponseReturnValue:
    """The same page as a file."""
    row = meeting_or_404(meeting_id)
    return as_pdf(_page(row), _("List to sign, %(day)s", day=row.held_on.isoformat()))


def _page(row: MeetingRow) -> str:
    staff = listed(row)
    note_names_shown(kept_by(row), "manager.sign_in_sheet", row.held_on)
    return render_template(
        "manager/sign_in_sheet.html", staff=staff, empty_lines=EMPTY_LINES, **frame(row)
    )
