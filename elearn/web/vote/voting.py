"""In with the code on the wall, one vote a round. Opening a link changes nothing; buttons do."""

from typing import NamedTuple

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.meeting import Case, case_of, meeting_page
from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.people.sign_in import VOTE_PACE
from elearn.domain.recognition.room_vote import CODE_DIGITS, RoomVote
from elearn.services import meeting_votes as acts
from elearn.store.queries import meeting_votes as queries
from elearn.store.queries.meeting_pages import meeting_text
from elearn.store.queries.meetings import MeetingRow, meeting_row
from elearn.web.course_text import course_language, filler
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.site import site
from elearn.web.slowing import Try, retry_after, wait_in_words
from elearn.web.tenant import municipality_id, tenant
from elearn.web.vote.blueprint import pages
from elearn.web.vote.held import Held, held, hold

LONGEST_CODE = 20


class Asked(NamedTuple):
    """What a phone is asked now."""

    vote: RoomVote
    text: CompiledModule
    case: Case
    has_voted: bool


@pages.get("")
@requires(Permission.PUBLIC)
def code() -> ResponseReturnValue:
    return _code_page("")


@pages.get("/code/<code>")
@requires(Permission.PUBLIC)
def opened_code(code: str) -> ResponseReturnValue:
    """A page with a button. Whether the code is good is not looked up before it is pressed."""
    if len(code) != CODE_DIGITS or not code.isdecimal():
        return _code_page("", refused(Refusal("vote-code-unknown"))), 404
    return render_template("vote/opened_code.html", code=code)


@pages.post("")
@requires(Permission.PUBLIC)
def use_code() -> ResponseReturnValue:
    typed = request.form.get("code", "")[:LONGEST_CODE]
    attempt = Try.of_address("vote", VOTE_PACE)
    wait = attempt.begin()
    if wait:
        return _code_page(typed, wait_in_words(wait)), 429, retry_after(wait)
    try:
        meeting = acts.meeting_to_vote_at(session(), municipality_id(), typed, site().today())
    except Refusal as refusal:
        return _code_page(typed, refused(refusal)), 422
    attempt.forgive(session())
    session().commit()
    hold(meeting)
    return redirect(url_for(".case"), code=303)


@pages.get("/case")
@requires(Permission.PUBLIC)
def case() -> ResponseReturnValue:
    """The case with its choices while a round is open and this phone has not voted in it; else
    what there is to wait for."""
    known = held()
    if known is None:
        return redirect(url_for(".code"), code=303)
    return _case_page(_asked(known))


@pages.post("/case")
@requires(Permission.PUBLIC)
def send_vote() -> ResponseReturnValue:
    known = held()
    if known is None:
        return redirect(url_for(".code"), code=303)
    try:
        acts.cast(
            session(),
            municipality_id(),
            known.meeting,
            known.token,
            _number("round"),
            _number("choice"),
        )
    except Refusal as refusal:
        session().rollback()
        is_missing = refusal.code == "vote-choice-missing"
        page = _case_page(_asked(known), refused(refusal), is_missing=is_missing)
        return page, 422 if is_missing else 409
    session().commit()
    return redirect(url_for(".case"), code=303)


def _number(name: str) -> int:
    """0 for anything that is none."""
    sent = request.form.get(name, "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 3 else 0


def _asked(known: Held) -> Asked | None:
    """None once the meeting has ended."""
    row = meeting_row(session(), municipality_id(), known.meeting)
    found = queries.vote_of(session(), municipality_id(), known.meeting)
    if row is None or row.held_on != site().today() or found is None:
        return None
    vote = found[1]
    read = _case_in(row, course_language(), vote) or _case_in(row, tenant().language, vote)
    if read is None:
        return None
    voter = acts.voter(known.meeting, known.token, vote.round)
    has_voted = queries.has_voted(session(), municipality_id(), known.meeting, voter)
    return Asked(vote, *read, has_voted)


def _case_in(row: MeetingRow, spoken: str, vote: RoomVote) -> tuple[CompiledModule, Case] | None:
    """None where the text has other choices than there are on the wall."""
    text = meeting_text(session(), municipality_id(), row.course, row.module, spoken)
    found = case_of(meeting_page(text)) if text else None
    return (text, found) if text and found and len(found.choices) == vote.choices else None


def _case_page(asked: Asked | None, problem: str | None = None, *, is_missing: bool = False) -> str:
    if asked is None:
        return render_template("vote/over.html")
    return render_template(
        "vote/case.html",
        vote=asked.vote,
        text=asked.text,
        case=asked.case,
        has_voted=asked.has_voted,
        problem=problem,
        is_missing=is_missing,
        fill=filler(asked.text.language),
    )


def _code_page(typed: str, problem: str | None = None) -> str:
    return render_template("vote/code.html", code=typed, problem=problem)
