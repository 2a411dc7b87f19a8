"""A module on paper: the text, room for a pen, and for those who may know them the answers."""

from collections.abc import Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from elearn.domain.content.answers import AnswerLine, answers_of
from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.content.walk import asked_of
from elearn.domain.people.permissions import Permission
from elearn.store.queries.catalogue import Reading
from elearn.store.queries.learner_record import completed_modules
from elearn.web.course_text import filler, numbers_in_doubt
from elearn.web.db import session
from elearn.web.guard import actor, may, requires
from elearn.web.learner.blueprint import pages
from elearn.web.learner.reading import reading_or_404
from elearn.web.paper import as_pdf
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@pages.get("/courses/<course>/<module>/print")
@requires(Permission.LEARN)
def booklet(course: str, module: str) -> ResponseReturnValue:
    """Without the answers unless they are asked for, and then only to whoever may have them."""
    return _page(reading_or_404(course, module))


@pages.get("/courses/<course>/<module>/print.pdf")
@requires(Permission.LEARN)
def booklet_pdf(course: str, module: str) -> ResponseReturnValue:
    """The same page as a file."""
    reading = reading_or_404(course, module)
    return as_pdf(_page(reading), reading.module.title)


def _page(reading: Reading) -> str:
    course, module = reading.module.course, reading.module.id
    text = reading.module
    asked = asked_of(text)
    may_see = _may_see_answers(course, module)
    answers = [
        (exercise, _in_boxes(exercise))
        for exercise in asked
        if may_see and "answers" in request.args and not exercise.notice
    ]
    return render_template(
        "learner/booklet.html",
        reading=reading,
        module=text,
        number_by_id={exercise.id: number for number, exercise in enumerate(asked, 1)},
        may_see_answers=may_see,
        answers=answers,
        fill=filler(text.language),
        in_doubt=numbers_in_doubt(text),
        today=site().today(),
    )


def _in_boxes(exercise: CompiledExercise) -> Sequence[tuple[AnswerLine, str]]:
    """The answers, each with the numbers of the boxes that it stands in on paper; an end with an
    explanation begins with what stands there."""
    boxes = exercise.exercise.boxes()

    def numbers(line: AnswerLine) -> str:
        is_place = bool(line.text) and not line.mark and not line.why
        fitting = (box for box in boxes if is_place and box.text.startswith(line.text))
        return ", ".join(str(box.number) for box in fitting)

    return [(line, numbers(line)) for line in answers_of(exercise)]


def _may_see_answers(course: str, module: str) -> bool:
    """Whoever has taken it has seen them; who leads a meeting or writes courses needs them."""
    if may(Permission.SEE_COUNTS) or may(Permission.SEE_ITEM_STATISTICS):
        return True
    return (course, module) in completed_modules(session(), municipality_id(), actor().person)
