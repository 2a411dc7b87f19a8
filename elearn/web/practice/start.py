"""The way into a session, and out of it."""

import secrets

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.services import practice
from elearn.store.queries.practice import own_leaves
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.practice.blueprint import pages
from elearn.web.practice.letters import wants_letters
from elearn.web.practice.own import own_practice, practitioner, published_bank, schedule_name
from elearn.web.practice.own_measuring import own_offers, published_forms
from elearn.web.site import site
from elearn.wording.practice import SCHEDULES


@pages.get("")
@requires(Permission.LEARN)
def start() -> ResponseReturnValue:
    own = own_practice()
    return render_template(
        "practice/start.html",
        has_cases=bool(published_bank()),
        kept=own,
        next_offer_on=own.record.next_offer_on,
        today=site().today(),
        why=_(SCHEDULES[schedule_name()]),
        has_forms=bool(published_forms()),
        open_block=own.record.measurement.open_on(site().today()),
        wants_letters=wants_letters(),
        offers=own_offers(own.record.measurement),
    )


@pages.post("/begin")
@requires(Permission.LEARN)
def begin() -> ResponseReturnValue:
    """Picks the cases, or goes on with the session of today."""
    who = practitioner()
    try:
        practice.begin(
            session(),
            who,
            site().sealer,
            published_bank(),
            own_leaves(session(), who.municipality, who.person),
            schedule=schedule_name(),
            token=secrets.token_urlsafe(12),
            seed=secrets.token_hex(16),
            today=site().today(),
        )
    except Refusal as refusal:
        flash(refused(refusal), "info")
        return redirect(url_for(".start"), code=303)
    session().commit()
    under_way = own_practice().session
    number = under_way.next_number if under_way else 1
    return redirect(url_for(".case", number=number), code=303)


@pages.post("/end")
@requires(Permission.LEARN)
def end() -> ResponseReturnValue:
    """From here on nobody can tell which answers were given, the learner included."""
    practice.end(session(), practitioner(), site().sealer)
    session().commit()
    flash(_("The session is ended. Your answers are no longer kept."), "success")
    return redirect(url_for(".start"), code=303)
