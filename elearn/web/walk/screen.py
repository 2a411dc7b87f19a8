"""One screen of a module: text, a question, and what is said about the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.content.walk import Step
from elearn.domain.errors import Refusal
from elearn.domain.record.attempt import Work
from elearn.services.answering import Sent, score
from elearn.store.queries.catalogue import Reading
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.walk.opened import Opened
from elearn.web.walk.question import question_of, sent_by
from elearn.web.walk.review import Review, reviewed

Fields = Mapping[str, list[str]]

ANSWERED_ELSEWHERE = frozenset({"answer-other-part", "answer-stands"})
"""Refusals after which the page is drawn as it is now, without what was sent."""
NOTICE = "notice"
"""The name of the form field in which whoever read a content notice says what to do."""
MARK = "attempt"
"""The name of the form field that says which work it is about."""


class Way(Protocol):
    """Where the pages of this walk are, and what is drawn on them besides."""

    @property
    def template(self) -> str:
        """Of one screen: `walk/step.html`, or one that extends it."""
        ...

    def crumbs(self, reading: Reading) -> list[tuple[str, str]]:
        """What is above the module's pages, each with its address."""
        ...

    def step(
        self, number: int, *, again: bool = False, seen: bool = False, anchor: str | None = None
    ) -> str:
        """*again*: among what was missed, and not in the whole module; *seen*: its content notice
        has been read."""
        ...

    def finish(self) -> str: ...

    def fill(self, html: str) -> Markup: ...


@dataclass(frozen=True)
class Acts:
    """How what is answered here is kept; each may refuse."""

    answer: Callable[[CompiledExercise, Sent], Work]
    skip: Callable[[CompiledExercise], None]
    take_up: Callable[[CompiledExercise], None]


def is_about(opened: Opened, fields: Fields) -> bool:
    """Whether a form with *fields* was drawn for this work."""
    return list(fields.get(MARK, ())) == [opened.mark]


def step_page(
    opened: Opened,
    way: Way,
    number: int,
    *,
    sent: Fields | None = None,
    error: str | None = None,
    is_held: bool = False,
) -> str:
    """404 where the module has no such step."""
    step = _step(opened, number)
    exercise, work, module = step.exercise, opened.work, opened.reading.module
    review = _review(exercise, work) if exercise and sent is None else None
    is_behind_notice = not (review or sent or error) and exercise and _waits(exercise, work)
    return render_template(
        way.template,
        opened=opened,
        reading=opened.reading,
        module=module,
        way=way,
        step=step,
        exercise=exercise,
        question=question_of(exercise, work, sent) if exercise else None,
        review=review,
        is_behind_notice=is_behind_notice,
        error=error,
        is_held=is_held,
        is_last=number == len(opened.steps),
        can_finish=score(module, work).passed,
        ask_again=_asks_again(),
        next_url=_next_url(opened, way, number),
        fill=way.fill,
    )


def take_answer(opened: Opened, way: Way, acts: Acts, number: int) -> ResponseReturnValue:
    """Keeps what the form says of a step, and goes on; or the step with what was wrong."""
    step = _step(opened, number)
    if NOTICE in request.form:
        return _after_notice(opened, way, acts, number)
    if step.exercise is None:
        abort(400)
    sent = request.form.to_dict(flat=False)
    try:
        work = acts.answer(step.exercise, sent_by(sent))
    except Refusal as refusal:
        if refusal.code not in ANSWERED_ELSEWHERE:
            return step_page(opened, way, number, sent=sent, error=refused(refusal)), 422
        flash(refused(refusal), "info")
        return redirect(_at_feedback(way, number), code=303)
    session().commit()
    return redirect(_url_after(replace(opened, work=work), way, number), code=303)


def left(opened: Opened, way: Way) -> dict[str, object]:
    """What a page says that ends a module: steps still unanswered, and those missed."""
    told = score(opened.reading.module, opened.work)
    by_id = {one.exercise.id: one for one in opened.steps if one.exercise is not None}
    return {
        "reading": opened.reading,
        "module": opened.reading.module,
        "way": way,
        "unanswered": [by_id[id] for id in told.unanswered],
        "missed": [by_id[id] for id in told.missed],
        "passed": told.passed,
        "is_meeting": opened.is_meeting,
        "renews": opened.work.renews,
        "asked": opened.asked,
        "done": opened.done,
        "fill": way.fill,
    }


def _step(opened: Opened, number: int) -> Step:
    if not 1 <= number <= len(opened.steps):
        abort(404)
    return opened.steps[number - 1]


def _after_notice(opened: Opened, way: Way, acts: Acts, number: int) -> ResponseReturnValue:
    """Whoever has read a content notice skips what comes, or wants to see it after all."""
    step = opened.steps[number - 1]
    if request.form[NOTICE] == "skip" and step.exercise is not None:
        acts.skip(step.exercise)
    elif request.form[NOTICE] == "show" and step.skipped is not None:
        acts.take_up(step.skipped)
    session().commit()
    return redirect(_at_feedback(way, number), code=303)


def _asks_again() -> bool:
    """Whether the learner goes through what was missed, and not through the module."""
    return "again" in request.args


def _at_feedback(way: Way, number: int) -> str:
    return way.step(number, again=_asks_again(), anchor="feedback")


def _url_after(opened: Opened, way: Way, number: int) -> str:
    """Where there is nothing to say of what was just answered, the step after it."""
    exercise = opened.steps[number - 1].exercise
    review = _review(exercise, opened.work) if exercise else None
    if review is not None and review.is_empty and number < len(opened.steps):
        return _next_url(opened, way, number)
    return _at_feedback(way, number)


def _next_url(opened: Opened, way: Way, number: int) -> str:
    """The step after *number*, or the next missed one; after the last of them, the end."""
    missed = score(opened.reading.module, opened.work).missed
    if _asks_again():
        for step in opened.steps[number:]:
            if step.exercise is not None and step.exercise.id in missed:
                return way.step(step.number, again=True, anchor="feedback")
    elif number < len(opened.steps):
        return way.step(number + 1)
    return way.finish()


def _review(exercise: CompiledExercise, work: Work) -> Review | None:
    """None while there is more to answer."""
    return None if work.so_far(exercise.id) else reviewed(exercise, work)


def _waits(exercise: CompiledExercise, work: Work) -> bool:
    """Whether its content notice comes first: until somebody goes on or is under way."""
    return bool(exercise.notice) and "seen" not in request.args and not work.so_far(exercise.id)
