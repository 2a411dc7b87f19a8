"""One colleague: what is asked of them, what has been decided, and what can be."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content.routes import in_language
from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.record.completion import Status
from elearn.domain.record.exemption import ExemptionReason, last_day
from elearn.services import exemptions as acts
from elearn.services.acting import Act
from elearn.store.queries.colleagues import colleague
from elearn.store.queries.exemptions import exemptions_of
from elearn.store.queries.learner_home import DutyLine, duty_lines
from elearn.web import language
from elearn.web.db import session
from elearn.web.forms import add_refusal
from elearn.web.guard import actor, requires, tree
from elearn.web.manager.blueprint import pages
from elearn.web.manager.forms import ExemptionForm
from elearn.web.manager.trace import note_names_shown
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.wording.decisions import EXEMPTIONS
from elearn.wording.refusals import sentence


@pages.get("/units/<uuid:unit_id>/people/<uuid:person_id>")
@requires(Permission.DECIDE_FOR_COLLEAGUES, unit="unit_id")
def person(unit_id: UUID, person_id: UUID) -> ResponseReturnValue:
    name = name_or_404(unit_id, person_id)
    note_names_shown(unit_id, "manager.person", site().today())
    today = site().today()
    exempt = exemptions_of(session(), municipality_id(), person_id)
    return render_template(
        "manager/person.html",
        **frame(unit_id, person_id, name),
        duties=duties_of(person_id),
        exemptions=exempt,
        standing={each.duty for each in exempt if not each.until_on or each.until_on >= today},
        reasons={code.value: _(text) for code, text in EXEMPTIONS.items()},
        in_words=lambda titles: in_language(titles, language.chosen()),
    )


@pages.route(
    "/units/<uuid:unit_id>/people/<uuid:person_id>/exempt/<uuid:duty_id>", methods=["GET", "POST"]
)
@requires(Permission.DECIDE_FOR_COLLEAGUES, unit="unit_id")
def exempt(unit_id: UUID, person_id: UUID, duty_id: UUID) -> ResponseReturnValue:
    name = name_or_404(unit_id, person_id)
    line = duty_or_404(person_id, duty_id)
    if person_id == actor().person:
        return to_person(unit_id, person_id, Refusal("not-for-yourself"))
    form = ExemptionForm()
    if not form.is_submitted():
        note_names_shown(unit_id, "manager.exempt", site().today())
    if not form.validate_on_submit():
        return _exempt_page(unit_id, person_id, name, line, form), 422 if form.errors else 200
    assert form.until.data
    reason = ExemptionReason(form.reason.data)
    try:
        acts.exempt(act(), duty_id, person_id, reason, form.until.data)
    except Refusal as refusal:
        session().rollback()
        add_refusal(form.until, refusal)
        return _exempt_page(unit_id, person_id, name, line, form), 422
    session().commit()
    flash(_("The exemption is in place. %(name)s sees it under “My record”.", name=name), "success")
    return to_person(unit_id, person_id)


@pages.post("/units/<uuid:unit_id>/people/<uuid:person_id>/exemptions/<uuid:exemption_id>/end")
@requires(Permission.DECIDE_FOR_COLLEAGUES, unit="unit_id")
def end_exemption(unit_id: UUID, person_id: UUID, exemption_id: UUID) -> ResponseReturnValue:
    name_or_404(unit_id, person_id)
    try:
        acts.end(act(), exemption_id, person_id)
    except Refusal as refusal:
        return to_person(unit_id, person_id, refusal)
    session().commit()
    flash(_("The exemption has ended."), "success")
    return to_person(unit_id, person_id)


def name_or_404(unit_id: UUID, person_id: UUID) -> str:
    """Of somebody who works in the unit or under it today."""
    units = tree().subtree(unit_id)
    found = colleague(session(), municipality_id(), person_id, units, site().today())
    if found is None:
        abort(404)
    return found.name


def duties_of(person_id: UUID) -> list[DutyLine]:
    return duty_lines(
        session(), municipality_id(), person_id, language.chosen(), today=site().today()
    )


def duty_or_404(person_id: UUID, duty_id: UUID) -> DutyLine:
    """What is asked of the person today."""
    found = next((each for each in duties_of(person_id) if each.id == duty_id), None)
    if found is None:
        abort(404)
    return found


def frame(unit_id: UUID, person_id: UUID, name: str) -> dict[str, object]:
    """What every page about a colleague says."""
    return {
        "unit_id": unit_id,
        "unit_name": tree().name(unit_id),
        "person_id": person_id,
        "name": name,
        "today": site().today(),
        "is_self": person_id == actor().person,
        "exempt_status": Status.EXEMPT,
    }


def act() -> Act:
    return Act(
        session(), municipality_id(), actor().person, site().new_id, site().now(), site().today()
    )


def to_person(
    unit_id: UUID, person_id: UUID, refusal: Refusal | None = None
) -> ResponseReturnValue:
    if refusal:
        session().rollback()
        flash(sentence(refusal, _), "warning")
    return redirect(url_for(".person", unit_id=unit_id, person_id=person_id), code=303)


def _exempt_page(
    unit_id: UUID, person_id: UUID, name: str, line: DutyLine, form: ExemptionForm
) -> str:
    return render_template(
        "manager/exempt.html",
        **frame(unit_id, person_id, name),
        form=form,
        line=line,
        last_day=last_day(site().today()),
    )
