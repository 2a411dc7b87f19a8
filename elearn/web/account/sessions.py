"""Where the signed-in person is signed in, and ending it there."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user, logout_user

from elearn.domain.people.permissions import Permission
from elearn.domain.people.sign_in import SESSION_DAYS, SHARED_IDLE
from elearn.services import sign_in
from elearn.store.queries.sign_in import sessions_of
from elearn.web import login as signing
from elearn.web.account.blueprint import pages
from elearn.web.guard import actor, requires
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@pages.get("/account/sessions")
@requires(Permission.OWN_RECORD)
def sessions() -> ResponseReturnValue:
    seen_since = site().now() - timedelta(days=SESSION_DAYS)
    with site().database.reading() as reading:
        found = sessions_of(
            reading,
            municipality_id(),
            actor().person,
            seen_since=seen_since,
            shared_since=site().now() - SHARED_IDLE,
        )
    return render_template("account/sessions.html", sessions=found, own=_own())


@pages.post("/account/sessions/end")
@requires(Permission.OWN_RECORD)
def end_session() -> ResponseReturnValue:
    """The one named by `session`: the hash of its token, in hexadecimal digits."""
    named = _hash(request.form.get("session", ""))
    with site().database.writing() as writing:
        ended = sign_in.close_own_session(writing, municipality_id(), actor().person, named)
        writing.commit()
    if named == _own():
        logout_user()
    if ended:
        flash(_("You are signed out there."), "success")
    else:
        flash(_("You were already signed out there."), "info")
    return redirect(url_for(".sessions"), code=303)


@pages.post("/account/sessions/end-others")
@requires(Permission.OWN_RECORD)
def end_other_sessions() -> ResponseReturnValue:
    with site().database.writing() as writing:
        ended = sign_in.close_sessions(writing, municipality_id(), actor().person, keep=_own())
        writing.commit()
    flash(
        ngettext(
            "You are signed out in %(num)s other place.",
            "You are signed out in %(num)s other places.",
            ended,
        ),
        "success",
    )
    return redirect(url_for(".sessions"), code=303)


def _own() -> bytes:
    return signing.token_hash(current_user.get_id())


def _hash(typed: str) -> bytes:
    """Empty when *typed* is no hash; no session has that."""
    try:
        return bytes.fromhex(typed)
    except ValueError:
        return b""
