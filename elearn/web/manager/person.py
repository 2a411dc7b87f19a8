"""One colleague: what is asked of them, what has been decided, and what can be."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content.routes import in_language
from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.record.completion import taken_back
from elearn.domain.record.exemption import ExemptionReason, last_day
from elearn.services import exemptions as acts
from elearn.store.queries import catalogue
from elearn.store.queries.exemptions import exemptions_of
from elearn.store.queries.learner_home import DutyLine
from elearn.store.queries.learner_record import record_lines
from elearn.store.queries.objections import objections_of
from elearn.web import language
from elearn.web.db import session
from elearn.web.forms import add_refusal
from elearn.web.guard import actor, requires
from elearn.web.manager.blueprint import pages
from elearn.web.manager.colleague import (
    act,
    duties_of,
    duty_or_404,
    frame,
    name_or_404,
    to_person,
)
from elearn.web.manager.decision_forms import ExemptionForm
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_names_shown
from elearn.wording.decisions import (
    CORRECTIONS,
    EXEMPTIONS,
    KINDS,
    OBJECTIONS,
    PROOFS,
    WAYS,
    in_words,
)


@pages.get("/units/<uuid:unit_id>/people/<uuid:person_id>")
@requires(Permission.DECIDE_FOR_COLLEAGUES, unit="unit_id")
def person(unit_id: UUID, person_id: UUID) -> ResponseReturnValue:
    name = name_or_404(unit_id, person_id)
    note_names_shown(unit_id, "manager.person", site().today())
    today = site().today()
    exempt = exemptions_of(session(), municipality_id(), person_id)
    lines = record_lines(session(), municipality_id(), person_id)
    return render_template(
        "manager/person.html",
        **frame(unit_id, person_id, name),
        duties=duties_of(person_id),
        exemptions=exempt,
        standing={each.duty for each in exempt if not each.until_on or each.until_on >= today},
        reasons=in_words(EXEMPTIONS, _),
        lines=lines,
        withdrawn=taken_back(lines),
        titles=published(catalogue.module_titles, language.chosen()),
        objections=objections_of(session(), municipality_id(), person_id),
        said=in_words(OBJECTIONS, _),
        kinds=in_words(KINDS, _),
        how=in_words({**WAYS, **CORRECTIONS}, _),
        proofs=in_words(PROOFS, _),
        course_name=lambda titles: in_language(titles, language.chosen()),
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
