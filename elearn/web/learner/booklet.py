"""A module on paper: the text, room for a pen, and for those who may know them the answers."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from elearn.domain.content.answers import answers_of
from elearn.domain.content.walk import asked_of
from elearn.domain.people.permissions import Permission
from elearn.store.queries.learner_record import completed_modules
from elearn.web.course_text import filler
from elearn.web.db import session
from elearn.web.guard import actor, may, requires
from elearn.web.learner.blueprint import pages
from elearn.web.learner.reading import reading_or_404
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@pages.get("/courses/<course>/<module>/print")
@requires(Permission.LEARN)
def booklet(course: str, module: str) -> ResponseReturnValue:
    """Without the answers unless they are asked for, and then only to whoever may have them."""
    reading = reading_or_404(course, module)
    text = reading.module
    asked = asked_of(text)
    may_see = _may_see_answers(course, module)
    answers = [
        (exercise, answers_of(exercise))
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
        today=site().today(),
    )


def _may_see_answers(course: str, module: str) -> bool:
    """Whoever has taken it has seen them; who leads a meeting or writes courses needs them."""
    if may(Permission.SEE_COUNTS) or may(Permission.SEE_ITEM_STATISTICS):
        return True
    return (course, module) in completed_modules(session(), municipality_id(), actor().person)
