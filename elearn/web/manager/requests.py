"""What colleagues wait for an answer to."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content.routes import in_language
from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.record.extension import Decline, last_day, offered_day
from elearn.services import extensions as acts
from elearn.services.objections import agree, let_stand
from elearn.store.queries import catalogue
from elearn.store.queries.extensions import Waiting, waiting
from elearn.store.queries.objections import WaitingObjection, waiting_objections
from elearn.web import language
from elearn.web.db import session
from elearn.web.forms import add_refusal, refused
from elearn.web.guard import actor, requires, tree, within
from elearn.web.manager.blueprint import pages
from elearn.web.manager.colleague import act
from elearn.web.manager.decision_forms import GRANT, ExtensionForm
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_names_shown
from elearn.wording.decisions import OBJECTIONS, in_words

ABOUT_THE_DAY = frozenset({"extension-not-later", "extension-too-long"})


@pages.get("/units/waiting")
@requires(Permission.DECIDE_FOR_COLLEAGUES)
def requests() -> ResponseReturnValue:
    rows = waiting_for_me()
    objections = objections_for_me()
    units = {row.unit for row in rows} | {row.unit for row in objections}
    for unit in sorted(units):
        note_names_shown(unit, "manager.requests", site().today())
    return render_template(
        "manager/requests.html",
        rows=rows,
        objections=objections,
        unit_names={unit: tree().name(unit) for unit in units},
        titles=published(catalogue.module_titles, language.chosen()),
        said=in_words(OBJECTIONS, _),
        title=_title,
        today=site().today(),
    )


@pages.route("/units/waiting/<uuid:request_id>", methods=["GET", "POST"])
@requires(Permission.DECIDE_FOR_COLLEAGUES)
def answer_request(request_id: UUID) -> ResponseReturnValue:
    row = next((each for each in waiting_for_me() if each.id == request_id), None)
    if row is None:
        flash(_("Nobody waits for that answer any more."), "info")
        return redirect(url_for(".requests"), code=303)
    form = ExtensionForm()
    if not form.is_submitted():
        form.until.data = offered_day(row.due_on, today=site().today())
        note_names_shown(row.unit, "manager.answer_request", site().today())
        return _page(row, form)
    if not form.validate():
        return _page(row, form), 422
    try:
        _answer(row, form)
    except Refusal as refusal:
        session().rollback()
        if refusal.code in ABOUT_THE_DAY:
            add_refusal(form.until, refusal)
            return _page(row, form), 422
        flash(refused(refusal), "warning")
        return redirect(url_for(".requests"), code=303)
    session().commit()
    flash(_("%(name)s sees your answer on the start page.", name=row.name), "success")
    return redirect(url_for(".requests"), code=303)


@pages.post("/units/waiting/objections/<uuid:objection_id>/<any(agree, stand):answer>")
@requires(Permission.DECIDE_FOR_COLLEAGUES)
def answer_objection(objection_id: UUID, answer: str) -> ResponseReturnValue:
    row = next((each for each in objections_for_me() if each.id == objection_id), None)
    if row is None:
        flash(_("Nobody waits for that answer any more."), "info")
        return redirect(url_for(".requests"), code=303)
    try:
        (agree if answer == "agree" else let_stand)(act(), row.id)
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return redirect(url_for(".requests"), code=303)
    session().commit()
    flash(_("%(name)s sees your answer under “My record”.", name=row.name), "success")
    return redirect(url_for(".requests"), code=303)


def objections_for_me() -> list[WaitingObjection]:
    """Of the own units; nobody answers their own."""
    units = within(Permission.DECIDE_FOR_COLLEAGUES)
    if not units:
        return []
    rows = waiting_objections(session(), municipality_id(), units, site().today())
    return [row for row in rows if row.person != actor().person]


def waiting_for_me() -> list[Waiting]:
    """Of the own units; nobody answers what they have asked for themselves."""
    units = within(Permission.DECIDE_FOR_COLLEAGUES)
    if not units:
        return []
    rows = waiting(session(), municipality_id(), units, site().today())
    return [row for row in rows if row.person != actor().person]


def _answer(row: Waiting, form: ExtensionForm) -> None:
    """*form* is valid."""
    if form.answer.data == GRANT:
        assert form.until.data
        acts.grant(act(), row.id, form.until.data)
    else:
        acts.decline(act(), row.id, Decline(form.answer.data))


def _page(row: Waiting, form: ExtensionForm) -> str:
    return render_template(
        "manager/answer_request.html",
        form=form,
        row=row,
        unit=tree().name(row.unit),
        title=_title(row),
        today=site().today(),
        last_day=last_day(site().today()),
    )


def _title(row: Waiting) -> str:
    return in_language(row.titles, language.chosen())
