"""A module, one screen at a time: text, a question, and what is said about the answer."""

from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.errors import Refusal
from elearn.domain.people.aid import among
from elearn.domain.people.permissions import Permission
from elearn.domain.record.attempt import Work
from elearn.services import learning
from elearn.services.learning import Learner
from elearn.store.queries.own_occupations import own_occupations
from elearn.web import held
from elearn.web.course_text import filler
from elearn.web.db import session
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.learner.for_roles import Fill, filler_for
from elearn.web.learner.open_work import Opened, learner_on, opened_work
from elearn.web.learner.question import question_of, sent_by
from elearn.web.learner.review import Review, reviewed
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.wording.refusals import sentence

ANSWERED_ELSEWHERE = frozenset({"answer-other-part", "answer-stands"})
"""Refusals after which the page is drawn as it is now, without what was sent."""
NOTICE = "notice"
"""The name of the form field in which whoever read a content notice says what to do."""


@pages.get("/courses/<course>/<module>/steps/<int:number>")
@requires(Permission.LEARN)
def step(course: str, module: str, number: int) -> ResponseReturnValue:
    opened = opened_work(learner_on(course, module))
    if opened is None:
        return redirect(url_for(".module", course=course, module=module), code=303)
    if not 1 <= number <= len(opened.steps):
        abort(404)
    kept = _fields(held.take(request.path))
    if kept.get("attempt", [""])[0] == str(opened.attempt.id) and NOTICE not in kept:
        return _step_page(opened, number, sent=kept, is_held=True)
    return _step_page(opened, number)


@pages.post("/courses/<course>/<module>/steps/<int:number>")
@requires(Permission.LEARN)
@held.holds_answers
def answer(course: str, module: str, number: int) -> ResponseReturnValue:
    learner = learner_on(course, module)
    opened = opened_work(learner)
    if opened is None or request.form.get("attempt") != str(opened.attempt.id):
        flash(sentence(Refusal("attempt-over"), _), "info")
        return redirect(url_for(".module", course=course, module=module), code=303)
    if not 1 <= number <= len(opened.steps):
        abort(404)
    if NOTICE in request.form:
        return _after_notice(learner, opened, number)
    exercise = opened.steps[number - 1].exercise
    if exercise is None:
        abort(400)
    sent = request.form.to_dict(flat=False)
    try:
        work = learning.answer(session(), learner, site().sealer, exercise, sent_by(sent))
    except Refusal as refusal:
        if refusal.code not in ANSWERED_ELSEWHERE:
            return _step_page(opened, number, sent=sent, error=sentence(refusal, _)), 422
        flash(sentence(refusal, _), "info")
        return redirect(_step_url(opened, number, again=_asks_again()), code=303)
    session().commit()
    return redirect(_url_after(replace(opened, work=work), number), code=303)


def _url_after(opened: Opened, number: int) -> str:
    """Where there is nothing to say of what was just answered, the step after it."""
    exercise = opened.steps[number - 1].exercise
    review = _review(exercise, opened.work) if exercise else None
    if review is not None and review.is_empty and number < len(opened.steps):
        return _next_url(opened, number)
    return _step_url(opened, number, again=_asks_again())


def _after_notice(learner: Learner, opened: Opened, number: int) -> ResponseReturnValue:
    """Whoever has read a content notice skips what comes, or wants to see it after all."""
    step = opened.steps[number - 1]
    if request.form[NOTICE] == "skip" and step.exercise is not None:
        learning.skip(session(), learner, site().sealer, step.exercise)
    elif request.form[NOTICE] == "show" and step.skipped is not None:
        learning.take_up(session(), learner, site().sealer, step.skipped)
    session().commit()
    return redirect(_step_url(opened, number, again=_asks_again()), code=303)


def _asks_again() -> bool:
    """Whether the learner goes through what was missed, and not through the module."""
    return "again" in request.args


def _step_url(opened: Opened, number: int, *, again: bool) -> str:
    """At the feedback of the step."""
    module = opened.reading.module
    return url_for(
        ".step",
        course=module.course,
        module=module.id,
        number=number,
        again=1 if again else None,
        _anchor="feedback",
    )


def _next_url(opened: Opened, number: int) -> str:
    """The step after *number*, or the next missed one; after the last of them, the end."""
    module, score = opened.reading.module, learning.score(opened.reading.module, opened.work)
    if _asks_again():
        for step in opened.steps[number:]:
            if step.exercise is not None and step.exercise.id in score.missed:
                return _step_url(opened, step.number, again=True)
    elif number < len(opened.steps):
        return url_for(".step", course=module.course, module=module.id, number=number + 1)
    return url_for(".finish", course=module.course, module=module.id)


def _fields(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Form fields by name, each with all its values."""
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def _step_page(
    opened: Opened,
    number: int,
    *,
    sent: dict[str, list[str]] | None = None,
    error: str | None = None,
    is_held: bool = False,
) -> str:
    step = opened.steps[number - 1]
    exercise, work, module = step.exercise, opened.work, opened.reading.module
    review = _review(exercise, work) if exercise and sent is None else None
    is_behind_notice = not (review or sent or error) and exercise and _waits(exercise, work)
    return render_template(
        "learner/step.html",
        opened=opened,
        reading=opened.reading,
        module=module,
        step=step,
        exercise=exercise,
        question=question_of(exercise, work, sent) if exercise else None,
        review=review,
        is_behind_notice=is_behind_notice,
        error=error,
        is_held=is_held,
        is_last=number == len(opened.steps),
        can_finish=learning.score(module, work).passed,
        ask_again=_asks_again(),
        next_url=_next_url(opened, number),
        fill=_filler(opened),
    )


def _filler(opened: Opened) -> Fill:
    """Asks about the reader's work only where the text is for some."""
    module, named = opened.reading.module, opened.reading.role_families
    fill = filler(module.language)
    if not named:
        return fill
    occupations = own_occupations(
        session(), municipality_id(), actor().person, today=site().today()
    )
    return filler_for(among(named, occupations), fill)


def _review(exercise: CompiledExercise, work: Work) -> Review | None:
    """None while there is more to answer."""
    return None if work.so_far(exercise.id) else reviewed(exercise, work)


def _waits(exercise: CompiledExercise, work: Work) -> bool:
    """Whether its content notice comes first: until somebody goes on or is under way."""
    return bool(exercise.notice) and "seen" not in request.args and not work.so_far(exercise.id)
