"""The end of a module: what is missing, the completion, and what was answered."""

from uuid import uuid4

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.walk import asked_of
from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.record.attempt import Work
from elearn.domain.record.duty import Need
from elearn.services import learning
from elearn.store.queries import attempts, catalogue
from elearn.store.queries.catalogue import CourseLine
from elearn.store.queries.learner_home import duty_lines
from elearn.store.queries.measurement import forms
from elearn.web.course_text import course_language, filler
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.learner.blueprint import pages
from elearn.web.learner.open_work import learner_on, opened_work, reading_of
from elearn.web.learner.steps import LearnerWay
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.walk.review import Review, reviewed
from elearn.web.walk.screen import left


@pages.get("/courses/<course>/<module>/finish")
@requires(Permission.LEARN)
def finish(course: str, module: str) -> ResponseReturnValue:
    """What is left before the module is done; the missed ones again, at once."""
    opened = opened_work(learner_on(course, module))
    if opened is None:
        return redirect(url_for(".module", course=course, module=module), code=303)
    return render_template("walk/finish.html", **left(opened, LearnerWay(opened.reading)))


@pages.post("/courses/<course>/<module>/finish")
@requires(Permission.LEARN)
def submit(course: str, module: str) -> ResponseReturnValue:
    learner = learner_on(course, module)
    opened = opened_work(learner)
    if opened is not None:
        try:
            learning.submit(
                session(),
                learner,
                site().sealer,
                opened.reading.module,
                evidence_id=uuid4(),
                today=site().today(),
            )
        except Refusal as refusal:
            session().rollback()
            flash(refused(refusal), "warning")
            return redirect(url_for(".finish", course=course, module=module), code=303)
        session().commit()
    return redirect(url_for(".result", course=course, module=module), code=303)


@pages.get("/courses/<course>/<module>/result")
@requires(Permission.LEARN)
def result(course: str, module: str) -> ResponseReturnValue:
    """What was answered, until the learner leaves it; then only the completion is kept."""
    learner = learner_on(course, module)
    attempt = attempts.submitted_attempt(session(), *learner.key)
    if attempt is None:
        return redirect(url_for(".module", course=course, module=module), code=303)
    work = learning.opened(attempt, site().sealer)
    reading = reading_of(attempt, work)
    duties = duty_lines(
        session(), municipality_id(), learner.person, course_language(), today=site().today()
    )
    duty = next((one for one in duties if one.course == course), None)
    line = next(iter(published(catalogue.courses, course_language(), course)), None)
    return render_template(
        "learner/result.html",
        reading=reading,
        module=reading.module,
        reviews=_reviews(reading.module, work),
        is_meeting=work.is_of_meeting,
        renews=work.renews,
        duty=duty,
        course_line=line,
        is_choice=duty.is_choice if duty else _is_choice(line),
        can_measure=any(
            form.course == course for form in published(forms, course_language()).values()
        ),
        fill=filler(reading.module.language),
    )


@pages.post("/courses/<course>/<module>/result")
@requires(Permission.LEARN)
def leave_result(course: str, module: str) -> ResponseReturnValue:
    learning.leave_result(session(), learner_on(course, module))
    session().commit()
    return redirect(url_for(".home"), code=303)


def _is_choice(course: CourseLine | None) -> bool:
    """Whether one of the modules of *course* is enough, as the course itself says."""
    return course is not None and course.need is Need.ONE_OF and len(course.modules) > 1


def _reviews(module: CompiledModule, work: Work) -> list[Review]:
    """Of what was answered and has something to be said about."""
    found = (reviewed(exercise, work, is_over=True) for exercise in asked_of(module, work.skipped))
    return [review for review in found if review and not review.is_empty]
