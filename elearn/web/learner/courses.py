"""What there is to learn, asked for or not."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.store.queries import catalogue
from elearn.store.queries.learner_home import begun_modules
from elearn.store.queries.learner_record import completed_modules
from elearn.store.queries.measurement import forms
from elearn.web.course_text import COOKIE, choice_of, course_language, is_language
from elearn.web.db import session
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.local_address import local_address
from elearn.web.published import published
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
    return render_template(
        "learner/courses.html",
        courses=lines,
        only=course is not None,
        completed=completed_modules(session(), municipality, person),
        begun=begun_modules(session(), municipality, person),
        measured={form.course for form in published(forms, course_language()).values()},
    )
