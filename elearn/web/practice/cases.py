"""One case a screen: the text and the question, then what is said about the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from elearn.domain.errors import Refusal
from elearn.domain.exercises.interaction import Rating, Scale
from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.practice_session import PracticeSession
from elearn.services import practice
from elearn.services.practice import Given
from elearn.store.queries.practice import BankCase
from elearn.web import held
from elearn.web.course_text import course_language, filler
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.practice.blueprint import pages
from elearn.web.practice.own import own_practice, practitioner, published_bank, schedule_name
from elearn.web.practice.review import reviewed
from elearn.web.site import site

ANSWER_AGAIN = frozenset({"practice-case-changed", "answer-missing", "answer-unknown-option"})
"""Refusals after which the same case is still to be answered."""


@dataclass(frozen=True)
class Question:
    """What the macro of a rating draws."""

    chosen: tuple[str, ...] = ()
    asked: ClassVar[Rating] = Rating(Scale.CONCERN)


@pages.get("/<int:number>")
@requires(Permission.LEARN)
def case(number: int) -> ResponseReturnValue:
    under_way = own_practice().session
    if under_way is None:
        return redirect(url_for(".start"), code=303)
    if 1 <= number < under_way.next_number:
        return _answered_page(under_way, number)
    if under_way.is_answered:
        return redirect(url_for(".result"), code=303)
    if number != under_way.next_number:
        return redirect(url_for(".case", number=under_way.next_number), code=303)
    kept = dict(held.take(request.path))
    if kept.get("session") == under_way.token:
        return _asking_page(under_way, chosen=kept.get("answer", ""), is_held=True)
    return _asking_page(under_way)


@pages.post("/<int:number>")
@requires(Permission.LEARN)
@held.holds_answers
def answer(number: int) -> ResponseReturnValue:
    done = url_for(".case", number=number, _anchor="feedback")
    act = partial(practice.answer, schedule=schedule_name())
    return _taken(act, given_back(number), done)


@pages.post("/<int:number>/skip")
@requires(Permission.LEARN)
def skip(number: int) -> ResponseReturnValue:
    return _taken(practice.skip, given_back(number), url_for(".case", number=number + 1))


def _taken(act: Callable[..., None], given: Given, done: str) -> ResponseReturnValue:
    """*act* on the case, and on to the address *done*; or what was wrong with it."""
    bank, today = published_bank(), site().today()
    try:
        act(session(), practitioner(), site().sealer, bank, given, today=today)
    except Refusal as refusal:
        return _refused(refusal, given)
    session().commit()
    return redirect(done, code=303)


def given_back(number: int) -> Given:
    """What the form of a case sent."""
    form = request.form
    return Given(form.get("session", ""), number, form.get("version", ""), form.get("answer", ""))


def _refused(refusal: Refusal, given: Given) -> ResponseReturnValue:
    """The same page with what is wrong, or the page where the learner is now."""
    session().rollback()
    under_way = own_practice().session
    said = refused(refusal)
    if refusal.code in ANSWER_AGAIN and under_way is not None:
        return _asking_page(under_way, chosen=given.level, error=said), 422
    flash(said, "info")
    number = given.number if refusal.code == "practice-answered" else None
    if under_way is None or refusal.code == "practice-over":
        return redirect(url_for(".start"), code=303)
    return redirect(url_for(".case", number=number or under_way.next_number), code=303)


def _asking_page(
    under_way: PracticeSession,
    *,
    chosen: str = "",
    error: str | None = None,
    is_held: bool = False,
) -> str:
    found = _found(under_way, under_way.next_number)
    return render_template(
        "practice/case.html",
        under_way=under_way,
        number=under_way.next_number,
        found=found,
        question=Question((chosen,) if chosen else ()),
        error=error,
        is_held=is_held,
        is_hidden=waits_for_notice(found) and not (error or is_held),
        fill=filler(found.language if found else course_language()),
    )


def _answered_page(under_way: PracticeSession, number: int) -> str:
    found = _found(under_way, number)
    return render_template(
        "practice/answered.html",
        under_way=under_way,
        number=number,
        found=found,
        review=reviewed(found, under_way.answers[number - 1]) if found else None,
        fill=filler(found.language if found else course_language()),
    )


def _found(under_way: PracticeSession, number: int) -> BankCase | None:
    """None when the bank no longer has it."""
    return published_bank().get(under_way.cases[number - 1])


def waits_for_notice(found: BankCase | None) -> bool:
    """Whether a content notice is to be read first; opening the case by its link is a reading."""
    return found is not None and bool(found.exercise.notice) and "read" not in request.args
