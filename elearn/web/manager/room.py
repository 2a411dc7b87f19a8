"""A meeting on a screen that everybody in the room sees: one part at a time, and no names. The case
can be voted on from phones."""

import secrets
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.meeting import (
    CASE,
    MeetingPage,
    Shows,
    case_of,
    meeting_page,
    screens,
)
from elearn.domain.content.routes import (
    ANY_ROLE,
    Route,
    action_card,
    by_urgency,
    in_language,
    named_in,
)
from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.room_vote import CODE_DIGITS, FEWEST_VOTERS
from elearn.services import meeting_votes as acts
from elearn.store.queries import catalogue, meeting_pages
from elearn.store.queries import meeting_votes as queries
from elearn.store.queries.meetings import MeetingRow, noted
from elearn.web import language
from elearn.web.course_text import course_language, filler
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.manager.blueprint import pages
from elearn.web.manager.one_meeting import act, frame, listed, meeting_or_404
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.slips import square, typed_address
from elearn.web.tenant import municipality_id


@pages.get("/meetings/<uuid:meeting_id>/room/<int:number>")
@requires(Permission.RUN_MEETINGS)
def meeting_room(meeting_id: UUID, number: int) -> ResponseReturnValue:
    """The parts of the module's page in their order, and after the case its key."""
    row = meeting_or_404(meeting_id)
    text, page = _text_or_404(row)
    shown = screens(page)
    if not 1 <= number <= len(shown):
        abort(404)
    screen = shown[number - 1]
    is_case = screen.part.id == CASE and screen.shows is not Shows.CALLS
    every = published(catalogue.routes)
    called = _called(row, text) if screen.shows is Shows.CALLS else every
    code, vote = queries.vote_of(session(), municipality_id(), row.id) or ("", None)
    return render_template(
        "manager/meeting_room.html",
        **frame(row),
        text=text,
        screen=screen,
        number=number,
        total=len(shown),
        fill=filler(text.language),
        calls=by_urgency(action_card(called, today=site().today())),
        is_some=len(called) < len(every),
        words=lambda texts: in_language(texts, language.chosen()),
        any_role=ANY_ROLE,
        case=case_of(page) if is_case else None,
        vote=vote if is_case and row.held_on == site().today() else None,
        vote_code=code,
        may_vote=is_case and row.held_on == site().today() and len(listed(row)) >= FEWEST_VOTERS,
        fewest_voters=FEWEST_VOTERS,
        noted=len(noted(session(), municipality_id(), row.id)) if vote and vote.is_open else 0,
        qr=square(url_for("vote.opened_code", code=code)) if vote and vote.is_open else "",
        address=typed_address(url_for("vote.code")),
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
        vote=queries.vote_of(session(), municipality_id(), row.id),
    )


@pages.post("/meetings/<uuid:meeting_id>/vote")
@requires(Permission.RUN_MEETINGS)
def open_vote(meeting_id: UUID) -> ResponseReturnValue:
    row = meeting_or_404(meeting_id)
    page = _text_or_404(row)[1]
    case = case_of(page)
    if case is None:
        abort(404)
    people = len(listed(row))
    try:
        acts.open_vote(act(), row, len(case.choices), people=people, new_code=_new_code)
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return _to_case(row, page)
    session().commit()
    return _to_case(row, page)


@pages.post("/meetings/<uuid:meeting_id>/vote/close")
@requires(Permission.RUN_MEETINGS)
def close_vote(meeting_id: UUID) -> ResponseReturnValue:
    row = meeting_or_404(meeting_id)
    acts.close_vote(act(), row, 2 if request.form.get("round") == "2" else 1)
    session().commit()
    return _to_case(row, _text_or_404(row)[1])


@pages.post("/meetings/<uuid:meeting_id>/vote/empty")
@requires(Permission.RUN_MEETINGS)
def empty_vote(meeting_id: UUID) -> ResponseReturnValue:
    """Somebody has voted twice, say: the votes of the open round go, unseen, and all vote anew."""
    row = meeting_or_404(meeting_id)
    if acts.empty_round(act(), row, 2 if request.form.get("round") == "2" else 1):
        session().commit()
        flash(_("The votes are deleted. Everybody can vote anew, with the same code."), "success")
    return _to_case(row, _text_or_404(row)[1])


@pages.post("/meetings/<uuid:meeting_id>/vote/forget")
@requires(Permission.RUN_MEETINGS)
def forget_vote(meeting_id: UUID) -> ResponseReturnValue:
    """The meeting has ended: what was voted is deleted now instead of tonight."""
    row = meeting_or_404(meeting_id)
    if acts.forget_vote(act(), row):
        session().commit()
        flash(_("The meeting has ended, and its votes are deleted."), "success")
    return redirect(url_for(".meeting", meeting_id=row.id), code=303)


def _text_or_404(row: MeetingRow) -> tuple[CompiledModule, MeetingPage]:
    found = published(meeting_pages.meeting_text, row.course, row.module, course_language())
    if found is None:
        abort(404)
    return found, meeting_page(found)


def _called(row: MeetingRow, text: CompiledModule) -> tuple[Route, ...]:
    """The contacts that the module or its meeting page names, for there is no room for all."""
    own = published(catalogue.reading, row.course, row.module, course_language())
    slots = text.slots | (own.module.slots if own else frozenset())
    return named_in(published(catalogue.routes), slots)


def _to_case(row: MeetingRow, page: MeetingPage) -> ResponseReturnValue:
    ids = [screen.part.id for screen in screens(page)]
    number = ids.index(CASE) + 1 if CASE in ids else 1
    return redirect(url_for(".meeting_room", meeting_id=row.id, number=number), code=303)


def _new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
