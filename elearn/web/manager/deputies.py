"""Who stands in for the manager of a unit."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import DEPUTY_MONTHS, Permission
from elearn.services.deputies import appoint_deputy, end_deputy, person_elsewhere
from elearn.store.queries.colleagues import Colleague, matching
from elearn.store.queries.deputies import deputies_of
from elearn.web.db import session
from elearn.web.forms import add_refusal
from elearn.web.guard import actor, requires, tree, within
from elearn.web.manager.blueprint import pages
from elearn.web.manager.forms import DeputyForm, choice
from elearn.web.site import site
from elearn.web.tenant import municipality_id

MOST_CHOICES = 20
FIELD_OF_REFUSAL = {
    "deputy-several-found": "person",
    "deputy-begins-in-the-past": "first_day",
    "deputy-ends-before-it-begins": "last_day",
    "deputy-too-long": "last_day",
}
"""The rest is about who it is."""


@pages.route("/units/<uuid:unit_id>/deputies", methods=["GET", "POST"])
@requires(Permission.APPOINT_DEPUTY, unit="unit_id")
def deputies(unit_id: UUID) -> ResponseReturnValue:
    form = DeputyForm()
    if not form.is_submitted():
        form.first_day.data = site().today()
        return _page(unit_id, form)
    found = _found(form.who.data)
    form.person.choices = [_choice(each) for each in found[:MOST_CHOICES]]
    if not form.validate():
        return _page(unit_id, form), 422
    try:
        _appoint(unit_id, form, found)
    except Refusal as refusal:
        add_refusal(form[FIELD_OF_REFUSAL.get(refusal.code, "who")], refusal)
        return _page(unit_id, form), 422
    session().commit()
    flash(_("The deputy is appointed."), "success")
    return redirect(url_for(".deputies", unit_id=unit_id), code=303)


@pages.post("/units/<uuid:unit_id>/deputies/<uuid:grant_id>/end")
@requires(Permission.APPOINT_DEPUTY, unit="unit_id")
def end(unit_id: UUID, grant_id: UUID) -> ResponseReturnValue:
    end_deputy(
        session(),
        actor(),
        unit_id,
        grant_id,
        new_id=site().new_id,
        now=site().now(),
        today=site().today(),
    )
    session().commit()
    flash(_("The deputy no longer sees the unit."), "success")
    return redirect(url_for(".deputies", unit_id=unit_id), code=303)


def _appoint(unit_id: UUID, form: DeputyForm, found: Sequence[Colleague]) -> None:
    """*form* is valid."""
    assert form.first_day.data
    assert form.last_day.data
    appoint_deputy(
        session(),
        actor(),
        unit_id,
        _person(form, found),
        form.first_day.data,
        form.last_day.data,
        tree(),
        new_id=site().new_id,
        now=site().now(),
        today=site().today(),
    )


def _person(form: DeputyForm, found: Sequence[Colleague]) -> UUID:
    """Raises: Refusal `deputy-nobody-found`, `deputy-several-found` or `deputy-many-found`."""
    chosen = [each.person for each in found if str(each.person) == form.person.data]
    if chosen:
        return chosen[0]
    if len(found) > MOST_CHOICES:
        raise Refusal("deputy-many-found", most=MOST_CHOICES)
    if len(found) > 1:
        raise Refusal("deputy-several-found")
    if found:
        return found[0].person
    elsewhere = person_elsewhere(
        session(), municipality_id(), form.who.data or "", form.family_name.data or ""
    )
    if elsewhere is None:
        raise Refusal("deputy-nobody-found")
    return elsewhere


def _found(text: str | None) -> list[Colleague]:
    """Those in the own units who may be meant, the actor aside."""
    units = within(Permission.APPOINT_DEPUTY)
    everybody = matching(session(), municipality_id(), text or "", units, site().today())
    return [each for each in everybody if each.person != actor().person]


def _choice(colleague: Colleague) -> Any:
    return choice(str(colleague.person), f"{colleague.name}, {tree().name(colleague.unit)}")


def _page(unit_id: UUID, form: DeputyForm) -> str:
    return render_template(
        "manager/deputies.html",
        form=form,
        unit_id=unit_id,
        name=tree().name(unit_id),
        rows=deputies_of(session(), municipality_id(), unit_id, site().today()),
        months=DEPUTY_MONTHS,
        today=site().today(),
    )
