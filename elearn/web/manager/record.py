"""What a colleague has completed: noted by hand, and corrected."""

from collections.abc import Sequence
from uuid import UUID

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.record.completion import Evidence
from elearn.domain.record.noted import Correction, Noted, Proof, Way, reasons_for
from elearn.services import noting as acts
from elearn.store.queries import catalogue
from elearn.store.queries.learner_home import DutyLine
from elearn.store.queries.standing_facts import evidence_of
from elearn.web import language
from elearn.web.db import session
from elearn.web.forms import add_refusal
from elearn.web.guard import actor, requires
from elearn.web.manager.blueprint import pages
from elearn.web.manager.colleague import act, duty_or_404, frame, name_or_404, to_person
from elearn.web.manager.decision_forms import CorrectionForm, NotedForm
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_names_shown
from elearn.wording.decisions import CORRECTIONS

FIELD_OF_REFUSAL = {
    "modules-missing": "modules",
    "modules-unknown": "modules",
}
"""The rest is about the day."""


@pages.route(
    "/units/<uuid:unit_id>/people/<uuid:person_id>/note/<uuid:duty_id>", methods=["GET", "POST"]
)
@requires(Permission.DECIDE_FOR_COLLEAGUES, unit="unit_id")
def note_completion(unit_id: UUID, person_id: UUID, duty_id: UUID) -> ResponseReturnValue:
    name = name_or_404(unit_id, person_id)
    line = duty_or_404(person_id, duty_id)
    if person_id == actor().person:
        return to_person(unit_id, person_id, Refusal("not-for-yourself"))
    form = NotedForm()
    form.modules.choices = _modules(line)
    if not form.is_submitted():
        form.modules.data = [] if line.is_choice else list(line.remaining)
        note_names_shown(unit_id, "manager.note_completion", site().today())
        return _note_page(unit_id, person_id, name, line, form)
    if not form.validate():
        return _note_page(unit_id, person_id, name, line, form), 422
    try:
        acts.note_completion(act(), person_id, duty_id, form.modules.data or [], _noted(form))
    except Refusal as refusal:
        session().rollback()
        add_refusal(form[FIELD_OF_REFUSAL.get(refusal.code, "day")], refusal)
        return _note_page(unit_id, person_id, name, line, form), 422
    session().commit()
    flash(_("It is noted. %(name)s sees it under “My record”.", name=name), "success")
    return to_person(unit_id, person_id)


@pages.route(
    "/units/<uuid:unit_id>/people/<uuid:person_id>/correct/<uuid:evidence_id>",
    methods=["GET", "POST"],
)
@requires(Permission.DECIDE_FOR_COLLEAGUES, unit="unit_id")
def correct(unit_id: UUID, person_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    name = name_or_404(unit_id, person_id)
    if person_id == actor().person:
        return to_person(unit_id, person_id, Refusal("not-for-yourself"))
    row = _row_or_404(person_id, evidence_id)
    form = CorrectionForm()
    form.reason.choices = [(code.value, _(CORRECTIONS[code])) for code in reasons_for(row)]
    if not form.is_submitted():
        note_names_shown(unit_id, "manager.correct", site().today())
    if not form.validate_on_submit():
        page = render_template(
            "manager/correct.html",
            **frame(unit_id, person_id, name),
            form=form,
            row=row,
            titles=published(catalogue.module_titles, language.chosen()),
        )
        return page, 422 if form.errors else 200
    try:
        acts.correct(act(), person_id, evidence_id, Correction(form.reason.data))
    except Refusal as refusal:
        return to_person(unit_id, person_id, refusal)
    session().commit()
    flash(_("The correction is in place. %(name)s sees both rows.", name=name), "success")
    return to_person(unit_id, person_id)


def _modules(line: DutyLine) -> Sequence[tuple[str, str]]:
    """In the duty's order, by what they are called."""
    titles = published(catalogue.module_titles, language.chosen())
    return [
        (module, titles[line.course, module].title)
        for module in line.modules
        if (line.course, module) in titles
    ]


def _noted(form: NotedForm) -> Noted:
    """*form* is valid."""
    assert form.day.data
    return Noted(Way(form.way.data), Proof(form.proof.data), form.day.data)


def _row_or_404(person_id: UUID, evidence_id: UUID) -> Evidence:
    rows = evidence_of(session(), municipality_id(), person_id)
    found = next((row for row in rows if row.id == evidence_id), None)
    if found is None:
        abort(404)
    return found


def _note_page(unit_id: UUID, person_id: UUID, name: str, line: DutyLine, form: NotedForm) -> str:
    return render_template(
        "manager/note_completion.html", **frame(unit_id, person_id, name), form=form, line=line
    )
