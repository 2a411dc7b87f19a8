"""A module: read it, walk through it step by step, finish it."""

import secrets
from dataclasses import dataclass
from uuid import uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.content.walk import Step, resume_at, steps_of
from elearn.domain.errors import BadAnswer, Refusal
from elearn.domain.exercises.exercise import Outcome
from elearn.domain.exercises.presentation import presented, resolve
from elearn.domain.people.permissions import Permission
from elearn.domain.record.attempt import Work
from elearn.services import learning
from elearn.services.learning import Learner
from elearn.store.models import Attempt
from elearn.store.queries import attempts, catalogue
from elearn.store.queries.catalogue import Reading
from elearn.store.queries.learner_home import duty_lines
from elearn.store.queries.module_progress import module_progress
from elearn.web import held
from elearn.web.db import connection, session
from elearn.web.guard import actor, requires
from elearn.web.kept_page import kept_page, own
from elearn.web.learner.blueprint import pages
from elearn.web.learner.reading import course_language, filler, reading_or_404
from elearn.web.page import dateformat, menu
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.wording.refusals import sentence

MOST_ANSWERS = 200


@dataclass(frozen=True)
class Opened:
    """An open attempt with the very text it began on."""

    attempt: Attempt
    work: Work
    reading: Reading
    steps: tuple[Step, ...]


@pages.get("/courses/<course>/<module>")
@requires(Permission.LEARN)
def module(course: str, module: str) -> ResponseReturnValue:
    """The whole text to read or print, and the way into the exercises."""
    reading = reading_or_404(course, module)
    progress = module_progress(connection(), municipality_id(), actor().person, course, module)
    resume_step = _resume_step(course, module, progress.version, progress.sealed)
    completed_on = progress.completed.get(module)
    today = site().today()
    shape = (
        reading.module.text_version,
        frozenset(progress.completed),
        resume_step,
        today,
        menu(),
        request.full_path,
    )
    return kept_page(
        shape,
        lambda: _module_page(reading, frozenset(progress.completed), resume_step),
        {"completed-on": dateformat(completed_on, "long")},
    )


def _module_page(reading: Reading, completed: frozenset[str], resume_step: int | None) -> str:
    """Draws what readers with the same progress see alike."""
    lines = published(catalogue.courses, course_language(), reading.module.course)
    return render_template(
        "learner/module.html",
        reading=reading,
        module=reading.module,
        course_line=lines[0] if lines else None,
        completed=completed,
        completed_on=own("completed-on", ""),
        resume_step=resume_step,
        fill=filler(reading.module.language),
        today=site().today(),
    )


@pages.post("/courses/<course>/<module>/begin")
@requires(Permission.LEARN)
def begin(course: str, module: str) -> ResponseReturnValue:
    """Opens an attempt, or goes on with the one that is open."""
    learner = _learner(course, module)
    learning.begin(
        session(),
        learner,
        site().sealer,
        attempt_id=uuid4(),
        secret=secrets.token_hex(16),
        today=site().today(),
    )
    attempt = attempts.open_attempt(session(), *learner.key)
    session().commit()
    number = attempt and _resume_step(course, module, attempt.version, attempt.sealed)
    return redirect(url_for(".step", course=course, module=module, number=number or 1), code=303)


@pages.get("/courses/<course>/<module>/steps/<int:number>")
@requires(Permission.LEARN)
def step(course: str, module: str, number: int) -> ResponseReturnValue:
    opened = _opened(_learner(course, module))
    if opened is None:
        return redirect(url_for(".module", course=course, module=module), code=303)
    if not 1 <= number <= len(opened.steps):
        abort(404)
    kept = dict_of(held.take(request.path))
    if kept.get("attempt", [""])[0] == str(opened.attempt.id):
        return _step_page(opened, number, chosen=kept.get("answer", []), is_held=True)
    return _step_page(opened, number)


@pages.post("/courses/<course>/<module>/steps/<int:number>")
@requires(Permission.LEARN)
@held.holds_answers
def answer(course: str, module: str, number: int) -> ResponseReturnValue:
    learner = _learner(course, module)
    opened = _opened(learner)
    if opened is None or request.form.get("attempt") != str(opened.attempt.id):
        flash(sentence(Refusal("attempt-over"), _), "info")
        return redirect(url_for(".module", course=course, module=module), code=303)
    if not 1 <= number <= len(opened.steps):
        abort(404)
    exercise = opened.steps[number - 1].exercise
    if exercise is None:
        abort(400)
    sent = request.form.getlist("answer")[:MOST_ANSWERS]
    try:
        learning.answer(
            session(), learner, site().sealer, exercise, lambda work: _ids(exercise, sent, work)
        )
    except (BadAnswer, Refusal) as refusal:
        return _step_page(opened, number, chosen=sent, error=sentence(refusal, _)), 422
    session().commit()
    target = url_for(".step", course=course, module=module, number=number, _anchor="feedback")
    return redirect(target, code=303)


@pages.get("/courses/<course>/<module>/finish")
@requires(Permission.LEARN)
def finish(course: str, module: str) -> ResponseReturnValue:
    """What is left before the module is done; the missed ones again, at once."""
    opened = _opened(_learner(course, module))
    if opened is None:
        return redirect(url_for(".module", course=course, module=module), code=303)
    return render_template("learner/finish.html", **_left(opened))


@pages.post("/courses/<course>/<module>/finish")
@requires(Permission.LEARN)
def submit(course: str, module: str) -> ResponseReturnValue:
    learner = _learner(course, module)
    opened = _opened(learner)
    if opened is not None:
        try:
            learning.submit(
                session(),
                learner,
                site().sealer,
                opened.reading.module,
                new_id=site().new_id,
                now=site().now(),
                today=site().today(),
            )
        except Refusal as refusal:
            session().rollback()
            flash(sentence(refusal, _), "warning")
            return redirect(url_for(".finish", course=course, module=module), code=303)
        session().commit()
    return redirect(url_for(".result", course=course, module=module), code=303)


@pages.get("/courses/<course>/<module>/result")
@requires(Permission.LEARN)
def result(course: str, module: str) -> ResponseReturnValue:
    """What was answered, until the learner leaves it; then only the completion is kept."""
    learner = _learner(course, module)
    attempt = attempts.submitted_attempt(session(), *learner.key)
    if attempt is None:
        return redirect(url_for(".module", course=course, module=module), code=303)
    reading = reading_or_404(course, module, attempt.version)
    work = learning.opened(attempt, site().sealer)
    duties = duty_lines(
        session(), municipality_id(), learner.person, course_language(), today=site().today()
    )
    return render_template(
        "learner/result.html",
        reading=reading,
        module=reading.module,
        reviews=[_review(exercise, work) for exercise in reading.module.exercises],
        duty=next((line for line in duties if line.course == course), None),
        fill=filler(reading.module.language),
    )


@pages.post("/courses/<course>/<module>/result")
@requires(Permission.LEARN)
def leave_result(course: str, module: str) -> ResponseReturnValue:
    learning.leave_result(session(), _learner(course, module))
    session().commit()
    return redirect(url_for(".home"), code=303)


def dict_of(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Form fields by name, each with all its values."""
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def _learner(course: str, module: str) -> Learner:
    return Learner(municipality_id(), actor().person, course, module)


def _opened(learner: Learner) -> Opened | None:
    attempt = attempts.open_attempt(session(), *learner.key)
    if attempt is None:
        return None
    reading = reading_or_404(learner.course, learner.module, attempt.version)
    work = learning.opened(attempt, site().sealer)
    return Opened(attempt, work, reading, steps_of(reading.module))


def _resume_step(course: str, module: str, version: str, sealed: bytes | None) -> int | None:
    """Where the open attempt goes on; None when there is none."""
    if sealed is None:
        return None
    reading = reading_or_404(course, module, version)
    work = learning.unsealed(sealed, site().sealer)
    return resume_at(steps_of(reading.module), work.answers)


def _ids(exercise: CompiledExercise, sent: list[str], work: Work) -> frozenset[str]:
    return resolve(exercise.exercise.interaction(), sent, seed=work.seed(exercise.id))


def _step_page(
    opened: Opened,
    number: int,
    *,
    chosen: list[str] | None = None,
    error: str | None = None,
    is_held: bool = False,
) -> str:
    step = opened.steps[number - 1]
    exercise = step.exercise
    options = []
    review = None
    if exercise is not None:
        shown = presented(exercise.exercise.interaction(), seed=opened.work.seed(exercise.id))
        options = list(shown)
        if exercise.id in opened.work.answers and chosen is None:
            review = _review(exercise, opened.work)
    return render_template(
        "learner/step.html",
        opened=opened,
        reading=opened.reading,
        module=opened.reading.module,
        step=step,
        exercise=exercise,
        options=options,
        chosen=chosen or [],
        review=review,
        error=error,
        is_held=is_held,
        is_last=number == len(opened.steps),
        ask_again="again" in request.args,
        fill=filler(opened.reading.module.language),
    )


@dataclass(frozen=True)
class Chosen:
    """An option that was chosen, and what is said about it."""

    text: str
    feedback: str
    is_right: bool


@dataclass(frozen=True)
class Review:
    """An answered exercise with its explanations; only made once there is an answer."""

    exercise: CompiledExercise
    outcome: Outcome
    kind: str
    """right, partly, wrong or neutral."""
    chosen: tuple[Chosen, ...]
    missed: tuple[Chosen, ...]
    """Options of the key that were not chosen."""


def _review(exercise: CompiledExercise, work: Work) -> Review:
    answered = work.answers[exercise.id]
    outcome = exercise.exercise.grade(answered)
    key = exercise.exercise.key()
    interaction = exercise.exercise.interaction()
    told = [
        (option.id, Chosen(option.text, exercise.feedback.get(option.id, ""), option.id in key))
        for option in interaction.options
    ]
    is_partial = interaction.multiple and outcome.credit != 1
    return Review(
        exercise,
        outcome,
        _kind(outcome.credit),
        tuple(chosen for id, chosen in told if id in answered),
        tuple(chosen for id, chosen in told if id not in answered and id in key and is_partial),
    )


def _kind(credit: float | None) -> str:
    if credit is None:
        return "neutral"
    if credit == 1:
        return "right"
    return "partly" if credit > 0 else "wrong"


def _left(opened: Opened) -> dict[str, object]:
    """What the finish page shows: steps still unanswered, and those missed."""
    score = learning.score(opened.reading.module, opened.work)
    by_id = {one.exercise.id: one for one in opened.steps if one.exercise is not None}
    return {
        "reading": opened.reading,
        "module": opened.reading.module,
        "unanswered": [by_id[id] for id in score.unanswered],
        "missed": [by_id[id] for id in score.missed],
        "passed": score.passed,
        "fill": filler(opened.reading.module.language),
    }
