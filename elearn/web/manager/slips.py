"""Paper slips for one colleague, or for everybody who has yet to choose a password."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.services.sign_in import persons_above
from elearn.store.queries.colleagues import (
    Colleague,
    colleagues,
    with_an_open_slip,
    without_a_secret,
)
from elearn.web.db import session
from elearn.web.guard import actor, requires, tree
from elearn.web.manager.blueprint import pages
from elearn.web.site import site
from elearn.web.slips import slips_page
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_names_shown


@pages.get("/units/<uuid:unit_id>/slips")
@requires(Permission.ISSUE_SLIP, unit="unit_id")
def planned_slips(unit_id: UUID) -> ResponseReturnValue:
    """How many would be printed for the unit and all under it, and whose earlier slip would die."""
    waiting = _waiting(_everybody(unit_id))
    if not waiting:
        return _nobody_waits(unit_id)
    ids = [each.person for each in waiting]
    now = site().now()
    above = persons_above(session(), municipality_id(), ids, actor().person, now=now)
    replaced = with_an_open_slip(session(), municipality_id(), ids, now) - above
    if replaced:
        note_names_shown(unit_id, "manager.planned_slips", site().today())
    return render_template(
        "manager/planned_slips.html",
        unit_id=unit_id,
        name=tree().name(unit_id),
        count=len(waiting) - len(above),
        withheld=len(above),
        replaced=[each.name for each in waiting if each.person in replaced],
    )


@pages.post("/units/<uuid:unit_id>/slips")
@requires(Permission.ISSUE_SLIP, unit="unit_id")
def slips(unit_id: UUID) -> ResponseReturnValue:
    """For `person` when it is sent, else for the whole unit and all under it."""
    chosen = _asked_for(_everybody(unit_id))
    if not chosen:
        return _nobody_waits(unit_id)
    return slips_page([each.person for each in chosen], back_url=url_for(".unit", unit_id=unit_id))


def _everybody(unit_id: UUID) -> list[Colleague]:
    return colleagues(session(), municipality_id(), tree().subtree(unit_id), site().today())


def _asked_for(everybody: Sequence[Colleague]) -> list[Colleague]:
    """Raises: Refusal `slip-for-nobody` for somebody who is not one of *everybody*."""
    sent = request.form.get("person", "")
    if not sent:
        return _waiting(everybody)
    named = [each for each in everybody if str(each.person) == sent]
    if not named:
        raise Refusal("slip-for-nobody")
    return named


def _waiting(everybody: Sequence[Colleague]) -> list[Colleague]:
    """Those who have yet to choose a password, by name."""
    ids = [each.person for each in everybody]
    waiting = without_a_secret(session(), municipality_id(), ids)
    return [each for each in everybody if each.person in waiting]


def _nobody_waits(unit_id: UUID) -> ResponseReturnValue:
    flash(_("Everybody here has a password already. Print a slip for one person instead."), "info")
    return redirect(url_for(".unit", unit_id=unit_id), code=303)
