"""A number: shown to be written down, used to go on, put away, deleted. Only buttons do so."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.domain.record.resume_number import grouped
from elearn.domain.record.retention import Kept, goes_on
from elearn.services import open_work
from elearn.web import open_number
from elearn.web.db import session
from elearn.web.guard import requires
from elearn.web.open_number import Problem, own_number
from elearn.web.slips import typed_address
from elearn.web.visitor.blueprint import pages
from elearn.web.visitor.way import title_of


@pages.get("/number")
@requires(Permission.PUBLIC)
def number() -> ResponseReturnValue:
    return _page("")


@pages.post("/number")
@requires(Permission.PUBLIC)
def use_number() -> ResponseReturnValue:
    typed = request.form.get("number", "")
    entered = open_number.enter(typed)
    if isinstance(entered, Problem):
        return _page(typed, entered.said), entered.status, entered.headers
    return redirect(url_for(".course", course=entered), code=303)


@pages.get("/my-number")
@requires(Permission.PUBLIC)
def my_number() -> ResponseReturnValue:
    """Large, to be written down, photographed or printed."""
    row, shown = own_number(), open_number.number()
    if row is None or shown is None:
        return redirect(url_for(".number"), code=303)
    return render_template(
        "visitor/my_number.html",
        groups=grouped(shown),
        course=row.course_id,
        title=title_of(row.course_id),
        last_on=goes_on(Kept.RESUME_NUMBER, row.used_on) - timedelta(days=1),
        address=typed_address(url_for(".number")),
    )


@pages.post("/put-away")
@requires(Permission.PUBLIC)
def put_away() -> ResponseReturnValue:
    open_number.put_away()
    flash(_("The course is put away. Come back with your number when you like."), "success")
    return redirect(url_for(".courses"), code=303)


@pages.post("/delete")
@requires(Permission.PUBLIC)
def delete() -> ResponseReturnValue:
    who = open_number.holder()
    if who is not None:
        open_work.forget(session(), who)
        session().commit()
        open_number.put_away()
        flash(_("The number and everything under it are deleted."), "success")
    return redirect(url_for(".courses"), code=303)


def _page(typed: str, problem: str | None = None) -> str:
    return render_template("visitor/number.html", typed=typed, problem=problem)
