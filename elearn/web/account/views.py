"""Signing in and out."""

import hmac

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from elearn.domain.people.permissions import Permission
from elearn.services import sign_in
from elearn.store.queries.sign_in import account_named
from elearn.web import login as signing
from elearn.web import own_secret
from elearn.web.account.forms import LoginForm
from elearn.web.guard import requires
from elearn.web.language import COOKIE, LANGUAGES
from elearn.web.site import site
from elearn.web.tenant import municipality_id

pages = Blueprint("account", __name__)
A_YEAR = 365 * 24 * 3600


@pages.route("/login", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def login() -> ResponseReturnValue:
    """The same answer, in the same time, for a wrong name and a wrong password."""
    form = LoginForm()
    if not form.validate_on_submit():
        return render_template("account/login.html", form=form), 422 if form.errors else 200
    database, now = site().database, site().now()
    keys = (_failure_key("name", form.username.data), _failure_key("address", request.remote_addr))
    with database.reading() as reading:
        account = account_named(reading, municipality_id(), form.username.data)
        wait = max(
            sign_in.seconds_to_wait(reading, municipality_id(), key, now=now) for key in keys
        )
    if wait:
        return render_template("account/login.html", form=form, wait_seconds=wait), 429
    is_right = own_secret.matches(account.secret_hash if account else None, form.password.data)
    with database.writing() as writing:
        if account is None or not is_right:
            for key in keys:
                sign_in.note_failure(writing, municipality_id(), key, now=now)
            writing.commit()
            return render_template("account/login.html", form=form, failed=True), 422
        sign_in.forget_failures(writing, municipality_id(), keys[0])
        signing.start(writing, account.person)
        writing.commit()
    return redirect(_own_address(request.args.get("next")), code=303)


@pages.post("/logout")
@requires(Permission.PUBLIC)
def logout() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with site().database.writing() as writing:
            sign_in.close_session(
                writing, municipality_id(), signing.token_hash(current_user.get_id())
            )
            writing.commit()
        logout_user()
        flash(_("You are signed out."), "success")
    return redirect(url_for(".login"), code=303)


@pages.get("/account/sessions")
@requires(Permission.SIGNED_IN)
def sessions() -> ResponseReturnValue:
    return render_template("learner/home.html")


@pages.get("/account/secret")
@requires(Permission.SIGNED_IN)
def choose_secret() -> ResponseReturnValue:
    return render_template("learner/home.html")


@pages.post("/account/language")
@requires(Permission.PUBLIC)
def language() -> ResponseReturnValue:
    """Remembered with the person when signed in, else by the browser."""
    chosen = request.form.get("language", "")
    response = redirect(_own_address(request.form.get("next")), code=303)
    if chosen not in LANGUAGES:
        return response
    response.set_cookie(
        COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure
    )
    if current_user.is_authenticated:
        with site().database.writing() as writing:
            sign_in.choose_language(
                writing, municipality_id(), current_user.actor.person, chosen
            )
            writing.commit()
    return response


def _own_address(target: str | None) -> str:
    """*target* when it is a path of this site, else the first page."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")):
        return target
    return url_for("learner.home")


def _failure_key(kind: str, value: str | None) -> bytes:
    text = f"{kind}:{(value or '').strip().casefold()}"
    return hmac.digest(site().config.secret_key.encode(), text.encode(), "sha256")
