"""Being at a workplace meeting: joining by the code that is shown, and confirming it afterwards."""

import secrets
from uuid import UUID, uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content.walk import resume_at
from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.services import learning
from elearn.services import meetings as acts
from elearn.services.acting import Act
from elearn.store.queries.meetings import MeetingRow, meeting_row, noted
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.learner.open_work import learner_on, opened_work
from elearn.web.site import site
from elearn.web.slowing import Try, retry_after, wait_in_words
from elearn.web.tenant import municipality_id

LONGEST_CODE = 20


@pages.get("/meetings/join")
@requires(Permission.LEARN)
def join_meeting() -> ResponseReturnValue:
    """Asks for the code; an address that holds it fills it in, and joins nothing."""
    return _join_page(request.args.get("code", "")[:LONGEST_CODE])


@pages.post("/meetings/join")
@requires(Permission.LEARN)
def send_code() -> ResponseReturnValue:
    typed = request.form.get("code", "")[:LONGEST_CODE]
    attempt = Try.now("meeting", str(actor().person))
    wait = attempt.begin()
    if wait:
        return _join_page(typed, wait_in_words(wait)), 429, retry_after(wait)
    try:
        acts.join(_act(), typed)
    except Refusal as refusal:
        return _join_page(typed, refused(refusal)), 422
    attempt.forgive(session())
    session().commit()
    flash(_("You are noted as at the meeting."), "success")
    return redirect(url_for(".home"), code=303)


@pages.post("/meetings/<uuid:meeting_id>/confirm")
@requires(Permission.LEARN)
def confirm_meeting(meeting_id: UUID) -> ResponseReturnValue:
    """Opens the three questions, or goes on with them."""
    row = _attended_or_404(meeting_id)
    learner = learner_on(row.course, row.module)
    try:
        learning.begin_confirming(
            session(),
            learner,
            site().sealer,
            attempt_id=uuid4(),
            secret=secrets.token_hex(16),
            today=site().today(),
        )
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "info")
        return redirect(url_for(".home"), code=303)
    session().commit()
    opened = opened_work(learner)
    number = resume_at(opened.steps, opened.work.answers) if opened else 1
    if opened and number > len(opened.steps):
        return redirect(url_for(".finish", course=row.course, module=row.module), code=303)
    return redirect(url_for(".step", course=row.course, module=row.module, number=number), code=303)


@pages.post("/meetings/<uuid:meeting_id>/not-there")
@requires(Permission.LEARN)
def was_not_there(meeting_id: UUID) -> ResponseReturnValue:
    """The tick was wrong, says the one it is about."""
    row = _attended_or_404(meeting_id)
    acts.undo(_act(), row, actor().person)
    session().commit()
    flash(_("You are no longer noted as at the meeting."), "success")
    return redirect(url_for(".home"), code=303)


def _attended_or_404(meeting_id: UUID) -> MeetingRow:
    """To whoever was not there, the meeting does not exist."""
    row = meeting_row(session(), municipality_id(), meeting_id)
    if row is None or actor().person not in noted(session(), municipality_id(), meeting_id):
        abort(404)
    return row


def _join_page(code: str, problem: str | None = None) -> str:
    return render_template("learner/join_meeting.html", code=code, problem=problem)


def _act() -> Act:
    return Act(
        session(), municipality_id(), actor().person, site().new_id, site().now(), site().today()
    )
