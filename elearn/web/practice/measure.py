"""The way into a measurement block, and out of it."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.services import measurement
from elearn.store.queries.practice import own_leaves
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.practice.blueprint import pages
from elearn.web.practice.own import own_practice, practitioner
from elearn.web.practice.own_measuring import (
    course_titles,
    is_settled,
    own_offers,
    own_progress,
    own_unit,
    published_forms,
)
from elearn.web.site import site
from elearn.wording.measurement import OCCASIONS


@pages.get("/measure")
@requires(Permission.LEARN)
def measure() -> ResponseReturnValue:
    record = own_practice().record.measurement
    offers, block = own_offers(record), record.open_on(site().today())
    next_forms = {block.form} if block else {offer.form for offer in offers}
    return render_template(
        "practice/measure.html",
        offers=offers,
        open=block,
        unit=own_unit() if any(map(is_settled, next_forms)) else "",
        done=record.done,
        titles=course_titles(),
        occasions={occasion: _(words) for occasion, words in OCCASIONS.items()},
        has_forms=bool(published_forms()),
    )


@pages.post("/measure/begin")
@requires(Permission.LEARN)
def begin_measure() -> ResponseReturnValue:
    """Takes the form whose turn it is, or goes on with the block that is open."""
    who, course = practitioner(), request.form.get("course", "")
    progress = own_progress().get(course)
    try:
        if progress is None:
            raise Refusal("measure-not-offered")
        measurement.begin(
            session(),
            who,
            site().sealer,
            published_forms(),
            own_leaves(session(), who.municipality, who.person),
            course=course,
            progress=progress,
            token=secrets.token_urlsafe(12),
            seed=secrets.token_hex(16),
            today=site().today(),
        )
    except Refusal as refusal:
        flash(refused(refusal), "info")
        return redirect(url_for(".measure"), code=303)
    session().commit()
    block = own_practice().record.measurement.open_on(site().today())
    number = block.next_number if block else 1
    return redirect(url_for(".block_case", number=number), code=303)


@pages.post("/measure/leave")
@requires(Permission.LEARN)
def leave_measure() -> ResponseReturnValue:
    """What was counted so far is forgotten."""
    measurement.leave(session(), practitioner(), site().sealer, today=site().today())
    session().commit()
    flash(_("The measurement has been stopped, and what you had answered is gone."), "success")
    return redirect(url_for(".measure"), code=303)
