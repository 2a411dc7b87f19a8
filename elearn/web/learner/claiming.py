"""What the reader has done in an open course, moved to the own record with its number."""

from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.services import claiming
from elearn.store.queries import catalogue
from elearn.store.queries.certificates import course_titles
from elearn.web import open_number
from elearn.web.course_text import course_language
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.open_number import Problem
from elearn.web.published import published
from elearn.web.site import site


@pages.get("/me/open-course")
@requires(Permission.OWN_RECORD)
def open_course() -> ResponseReturnValue:
    """What lies under the number that this browser goes by; without one it is asked for."""
    who = open_number.holder()
    if who is None:
        return _form("")
    try:
        found = claiming.claimable(session(), who, actor().person, today=site().today())
    except Refusal as refusal:
        open_number.put_away()
        flash(refused(refusal), "info")
        return _form("")
    titles = published(catalogue.module_titles, course_language())
    return render_template(
        "learner/claim.html",
        found=found,
        course_title=published(course_titles, course_language()).get(found.course, found.course),
        titles={
            module: line.title
            for (course, module), line in titles.items()
            if course == found.course
        },
    )


@pages.post("/me/open-course")
@requires(Permission.OWN_RECORD)
def enter_number() -> ResponseReturnValue:
    typed = request.form.get("number", "")
    entered = open_number.enter(typed)
    if isinstance(entered, Problem):
        return _form(typed, entered.said), entered.status, entered.headers
    return redirect(url_for(".open_course"), code=303)


@pages.post("/me/open-course/claim")
@requires(Permission.OWN_RECORD)
def claim() -> ResponseReturnValue:
    who = open_number.holder()
    if who is None:
        return redirect(url_for(".open_course"), code=303)
    try:
        claiming.claim(session(), who, actor().person, new_id=uuid4, today=site().today())
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "info")
        return redirect(url_for(".open_course"), code=303)
    session().commit()
    open_number.put_away()
    flash(
        _("Moved. What lay under the number is yours now, and the number no longer works."),
        "success",
    )
    return redirect(url_for(".record"), code=303)


@pages.post("/me/open-course/not-mine")
@requires(Permission.OWN_RECORD)
def not_mine() -> ResponseReturnValue:
    """Nothing is moved; what lies under the number stays with whoever has it."""
    open_number.put_away()
    flash(_("Nothing was moved. The number still works."), "success")
    return redirect(url_for(".record"), code=303)


def _form(typed: str, problem: str | None = None) -> str:
    return render_template("learner/claim_number.html", typed=typed, problem=problem)
