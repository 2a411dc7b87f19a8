"""Saying that a row about oneself is wrong."""

from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.record.objection import Objection
from elearn.services.acting import Act
from elearn.services.objections import object_to
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@pages.post("/me/record/<uuid:evidence_id>/object")
@requires(Permission.OWN_RECORD)
def object_to_row(evidence_id: UUID) -> ResponseReturnValue:
    try:
        said = Objection(request.form.get("reason", ""))
    except ValueError:
        abort(400)
    act = Act(
        session(), municipality_id(), actor().person, site().new_id, site().now(), site().today()
    )
    try:
        object_to(act, evidence_id, said)
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "info")
        return redirect(url_for(".record"), code=303)
    session().commit()
    flash(_("Your manager sees what you said, and answers here."), "success")
    return redirect(url_for(".record"), code=303)
