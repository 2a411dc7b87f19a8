"""Paper slips for one colleague, or for everybody who has yet to choose a password."""

from collections.abc import Collection
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.store.queries.colleagues import colleagues, without_a_secret
from elearn.web.db import session
from elearn.web.guard import requires, tree
from elearn.web.manager.blueprint import pages
from elearn.web.site import site
from elearn.web.slips import slips_page
from elearn.web.tenant import municipality_id


@pages.post("/units/<uuid:unit_id>/slips")
@requires(Permission.ISSUE_SLIP, unit="unit_id")
def slips(unit_id: UUID) -> ResponseReturnValue:
    """For `person` when it is sent, else for the whole unit and all under it."""
    units = tree().subtree(unit_id)
    everybody = {
        each.person for each in colleagues(session(), municipality_id(), units, site().today())
    }
    persons = _asked_for(everybody)
    back = url_for(".unit", unit_id=unit_id)
    if persons:
        return slips_page(persons, back_url=back)
    flash(_("Everybody here has a password already. Print a slip for one person instead."), "info")
    return redirect(back, code=303)


def _asked_for(everybody: Collection[UUID]) -> Collection[UUID]:
    """Raises: Refusal `slip-for-nobody` for somebody who is not one of *everybody*."""
    sent = request.form.get("person", "")
    if not sent:
        return without_a_secret(session(), municipality_id(), everybody)
    named = [each for each in everybody if str(each) == sent]
    if not named:
        raise Refusal("slip-for-nobody")
    return named
