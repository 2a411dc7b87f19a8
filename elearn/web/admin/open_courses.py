"""Which courses anybody may take without signing in."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.services import open_courses as service
from elearn.services.acting import Act
from elearn.store.queries import catalogue
from elearn.store.queries.open_courses import open_courses as open_since
from elearn.web.admin.blueprint import pages
from elearn.web.course_text import course_language
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import actor, requires
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@pages.get("/open-courses")
@requires(Permission.OPEN_COURSES)
def open_courses() -> ResponseReturnValue:
    return render_template(
        "admin/open_courses.html",
        courses=published(catalogue.courses, course_language()),
        since=open_since(session(), municipality_id()),
    )


@pages.post("/open-courses/<course>/open")
@requires(Permission.OPEN_COURSES)
def open_course(course: str) -> ResponseReturnValue:
    try:
        service.open_course(_act(), course)
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return redirect(url_for(".open_courses"), code=303)
    session().commit()
    flash(_("The course is open. The sign-in page leads to it."), "success")
    return redirect(url_for(".open_courses"), code=303)


@pages.post("/open-courses/<course>/close")
@requires(Permission.OPEN_COURSES)
def close_course(course: str) -> ResponseReturnValue:
    service.close_course(_act(), course)
    session().commit()
    flash(_("The course is closed. Whoever has a number for it can go on."), "success")
    return redirect(url_for(".open_courses"), code=303)


def _act() -> Act:
    return Act(
        session(),
        municipality_id(),
        actor().person,
        site().new_id,
        site().now(),
        site().today(),
    )
