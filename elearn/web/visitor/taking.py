"""Open courses: chosen, begun, and taken one module and one screen at a time."""

import secrets
from functools import partial

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content.walk import resume_at
from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.people.sign_in import BEGIN_PACE
from elearn.domain.record.duty import Need
from elearn.domain.record.resume_number import CHANCE_BYTES, new_number
from elearn.services import open_work
from elearn.services.open_work import Holder
from elearn.store.queries import catalogue
from elearn.store.queries.open_courses import is_open
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.open_number import hold, own_number
from elearn.web.site import site
from elearn.web.slowing import Try, retry_after, wait_in_words
from elearn.web.tenant import municipality_id
from elearn.web.visitor.blueprint import pages
from elearn.web.visitor.way import (
    VisitorWay,
    course_line,
    holder_in,
    lines_open,
    opened_work,
    title_of,
    works_of,
)
from elearn.web.walk.screen import Acts, is_about, left, step_page, take_answer


@pages.get("")
@requires(Permission.PUBLIC)
def courses() -> ResponseReturnValue:
    own = own_number()
    return render_template(
        "visitor/courses.html",
        courses=lines_open(),
        own=own.course_id if own else None,
        own_title=title_of(own.course_id) if own else "",
    )


@pages.get("/courses/<course>")
@requires(Permission.PUBLIC)
def course(course: str) -> ResponseReturnValue:
    return _course_page(course)


@pages.post("/courses/<course>/begin")
@requires(Permission.PUBLIC)
def begin_course(course: str) -> ResponseReturnValue:
    """A new number. Whoever has one for this course already goes on with it."""
    wait = Try.of_address("open-course", BEGIN_PACE).begin()
    if wait:
        flash(wait_in_words(wait), "warning")
        return _course_page(course), 429, retry_after(wait)
    if holder_in(course) is not None:
        return redirect(url_for(".course", course=course), code=303)
    number = new_number(secrets.token_bytes(CHANCE_BYTES))
    who = Holder.of(municipality_id(), number, site().sealer)
    try:
        open_work.begin_course(session(), who, course, today=site().today())
    except Refusal as refusal:
        flash(refused(refusal), "info")
        return redirect(url_for(".courses"), code=303)
    session().commit()
    hold(number)
    return redirect(url_for(".my_number"), code=303)


@pages.post("/courses/<course>/<module>/begin")
@requires(Permission.PUBLIC)
def begin(course: str, module: str) -> ResponseReturnValue:
    """Opens the module, or goes on with it."""
    who = holder_in(course)
    if who is None:
        return redirect(url_for(".course", course=course), code=303)
    secret = secrets.token_hex(16)
    try:
        open_work.begin(session(), who, module, site().sealer, secret=secret, today=site().today())
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "info")
        return redirect(url_for(".course", course=course), code=303)
    session().commit()
    opened = opened_work(who, course, module)
    if opened is None:
        return redirect(url_for(".course", course=course), code=303)
    way, number = VisitorWay(opened.reading), resume_at(opened.steps, opened.work.answers)
    is_through = number > len(opened.steps)
    return redirect(way.finish() if is_through else way.step(number), code=303)


@pages.get("/courses/<course>/<module>/steps/<int:number>")
@requires(Permission.PUBLIC)
def step(course: str, module: str, number: int) -> ResponseReturnValue:
    who = holder_in(course)
    opened = opened_work(who, course, module) if who else None
    if opened is None:
        return redirect(url_for(".course", course=course), code=303)
    return step_page(opened, VisitorWay(opened.reading), number)


@pages.post("/courses/<course>/<module>/steps/<int:number>")
@requires(Permission.PUBLIC)
def answer(course: str, module: str, number: int) -> ResponseReturnValue:
    who = holder_in(course)
    opened = opened_work(who, course, module) if who else None
    if who is None or opened is None or not is_about(opened, request.form.to_dict(flat=False)):
        flash(refused(Refusal("open-work-over")), "info")
        return redirect(url_for(".course", course=course), code=303)
    return take_answer(opened, VisitorWay(opened.reading), _acts(who, module), number)


@pages.get("/courses/<course>/<module>/finish")
@requires(Permission.PUBLIC)
def finish(course: str, module: str) -> ResponseReturnValue:
    who = holder_in(course)
    opened = opened_work(who, course, module) if who else None
    if opened is None:
        return redirect(url_for(".course", course=course), code=303)
    return render_template("visitor/finish.html", **left(opened, VisitorWay(opened.reading)))


@pages.post("/courses/<course>/<module>/finish")
@requires(Permission.PUBLIC)
def submit(course: str, module: str) -> ResponseReturnValue:
    who = holder_in(course)
    opened = opened_work(who, course, module) if who else None
    if who is None or opened is None:
        return redirect(url_for(".course", course=course), code=303)
    text = opened.reading.module
    try:
        open_work.finish(session(), who, text, site().sealer, today=site().today())
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return redirect(url_for(".finish", course=course, module=module), code=303)
    session().commit()
    flash(_("Done: %(title)s", title=text.title), "success")
    return redirect(url_for(".course", course=course), code=303)


@pages.get("/media/<digest>")
@requires(Permission.PUBLIC)
def media(digest: str) -> ResponseReturnValue:
    """What a text shows, to whoever takes an open course in this browser."""
    found = catalogue.media(session(), municipality_id(), digest) if own_number() else None
    if found is None:
        abort(404)
    media_type, body = found
    headers = {"Content-Type": media_type, "Cache-Control": "private, max-age=3600"}
    return body, 200, headers


def _course_page(course: str) -> str:
    """404 where there is no such course, or it is neither open nor under way here."""
    line, own = course_line(course), own_number()
    is_own = own is not None and own.course_id == course
    if line is None or not (is_own or is_open(session(), municipality_id(), course)):
        abort(404)
    works = works_of(Holder(own.municipality_id, own.number_key)) if own and is_own else {}
    return render_template(
        "visitor/course.html",
        course=line,
        is_choice=line.need is Need.ONE_OF and len(line.modules) > 1,
        is_own=is_own,
        works=works,
        done=[module for module, row in works.items() if row.done_on],
        other=title_of(own.course_id) if own and not is_own else "",
    )


def _acts(who: Holder, module: str) -> Acts:
    mine = (session(), who, module, site().sealer)
    today = site().today()
    return Acts(
        partial(open_work.answer, *mine, today=today),
        partial(open_work.skip, *mine, today=today),
        partial(open_work.take_up, *mine, today=today),
    )
