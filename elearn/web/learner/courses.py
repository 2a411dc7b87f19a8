"""What there is to learn, asked for or not."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.domain.record.duty import Need
from elearn.store.queries import catalogue
from elearn.store.queries.catalogue import CourseLine
from elearn.store.queries.learner_home import DutyLine, begun_modules, duty_lines
from elearn.store.queries.learner_record import completed_modules
from elearn.store.queries.measurement import forms
from elearn.web.course_text import COOKIE, choice_of, course_language, is_language
from elearn.web.db import session
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.local_address import local_address
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id

A_YEAR = 365 * 24 * 3600


@pages.get("/courses")
@requires(Permission.LEARN)
def courses() -> ResponseReturnValue:
    return _listed(None)


@pages.get("/courses/<course>")
@requires(Permission.LEARN)
def course(course: str) -> ResponseReturnValue:
    return _listed(course)


@pages.post("/courses/language")
@requires(Permission.LEARN)
def choose_course_language() -> ResponseReturnValue:
    """Language and variant, remembered by this browser apart from the interface's language."""
    chosen = request.form.get("language", "")
    variant = request.form.get("variant", "")
    target = local_address(request.form.get("next")) or url_for(".courses")
    response = redirect(target, code=303)
    if is_language(chosen):
        response.set_cookie(
            COOKIE,
            choice_of(chosen, variant),
            max_age=A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
    return response


@pages.get("/media/<digest>")
@requires(Permission.LEARN)
def media(digest: str) -> ResponseReturnValue:
    found = catalogue.media(session(), municipality_id(), digest)
    if found is None:
        abort(404)
    media_type, body = found
    headers = {"Content-Type": media_type, "Cache-Control": "private, max-age=31536000, immutable"}
    return body, 200, headers


def _listed(course: str | None) -> ResponseReturnValue:
    person, municipality = actor().person, municipality_id()
    lines = published(catalogue.courses, course_language(), course)
    if course is not None and not lines:
        abort(404)
    duties = duty_lines(session(), municipality, person, course_language(), today=site().today())
    completed = completed_modules(session(), municipality, person)
    return render_template(
        "learner/courses.html",
        courses=lines,
        choices={line.id: choice for line in lines if (choice := _choice(line, duties, completed))},
        only=course is not None,
        completed=completed,
        begun=begun_modules(session(), municipality, person),
        measured={form.course for form in published(forms, course_language()).values()},
    )


def _choice(
    course: CourseLine, duties: Sequence[DutyLine], completed: Mapping[tuple[str, str], date]
) -> str:
    """`open` where one module of *course* is enough and has to be chosen still, `done` where it
    has been taken; empty where that is not how it is. A duty knows better than the course."""
    modules = {module.id for module in course.modules}
    duty = next((line for line in duties if line.course == course.id), None)
    if len(modules) < 2:
        return ""
    if duty is not None:
        is_choice = duty.is_choice and modules <= set(duty.modules)
        is_asked = bool(duty.remaining)
    else:
        is_choice, is_asked = course.need is Need.ONE_OF, False
    if not is_choice:
        return ""
    has_one = any((course.id, module) in completed for module in modules)
    return "done" if has_one and not is_asked else "open"
