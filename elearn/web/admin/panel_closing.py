"""The end of a round, in two steps: what would be lost, and then the button."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.services.panel import close
from elearn.store.models import PanelRound
from elearn.store.queries import panel as ask
from elearn.store.queries.catalogue import compiled
from elearn.web.admin.blueprint import pages
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@pages.get("/panels/<uuid:round_id>/close")
@requires(Permission.RUN_PANELS)
def closing_panel_round(round_id: UUID) -> ResponseReturnValue:
    row = _row(round_id)
    if row.closed_on is not None:
        return redirect(url_for(".panel_round", round_id=round_id), code=303)
    return render_template(
        "admin/close_panel_round.html",
        row=row,
        module=compiled(session(), row.compiled_digest),
        lost=ask.count_ballots(session(), municipality_id(), round_id),
    )


@pages.post("/panels/<uuid:round_id>/close")
@requires(Permission.RUN_PANELS)
def close_panel_round(round_id: UUID) -> ResponseReturnValue:
    _row(round_id)
    try:
        close(
            session(),
            municipality_id(),
            round_id,
            expected_loss=_expected_loss(),
            today=site().today(),
        )
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return redirect(url_for(".closing_panel_round", round_id=round_id), code=303)
    session().commit()
    flash(_("The round is closed."), "success")
    return redirect(url_for(".panel_round", round_id=round_id), code=303)


def _row(round_id: UUID) -> PanelRound:
    found = ask.round_of(session(), municipality_id(), round_id)
    if found is None:
        abort(404)
    return found


def _expected_loss() -> int:
    """How many ballots the page said would be lost; fewer than none where no page did."""
    said = request.form.get("lost", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else -1
