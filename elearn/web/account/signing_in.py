"""Signing in and out."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from elearn.domain.people.permissions import Permission
from elearn.services import sign_in
from elearn.store.db import Session
from elearn.store.queries.open_courses import is_any_open
from elearn.store.queries.sign_in import account_named
from elearn.web import login as signing
from elearn.web import own_secret, shared_device
from elearn.web.account.addresses import own_address
from elearn.web.account.blueprint import pages
from elearn.web.account.forms import LoginForm
from elearn.web.guard import requires
from elearn.web.site import site
from elearn.web.slowing import Try, retry_after, wait_in_words
from elearn.web.tenant import municipality_id


@pages.route("/login", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def login() -> ResponseReturnValue:
    """The same answer, in the same time, for a wrong name and a wrong password."""
    form = LoginForm()
    if not form.validate_on_submit():
        return _page(form), 422 if form.errors else 200
    name, secret = form.username.data or "", form.password.data or ""
    attempt = Try.now("name", name)
    wait = attempt.begin()
    if wait:
        return _page(form, wait_in_words(wait)), 429, retry_after(wait)
    with site().database.reading() as reading:
        account = account_named(reading, municipality_id(), name)
    is_right = own_secret.matches(account.secret_hash if account else None, secret)
    if account is None or not is_right:
        return _page(form, _wrong()), 422
    shared_device.mark(form)
    with site().database.writing() as writing:
        attempt.forgive(writing)
        close_current(writing)
        signing.start(writing, account.person)
        writing.commit()
    place = shared_device.take_place(account.person)
    return redirect(own_address(place or request.args.get("next")), code=303)


@pages.post("/logout")
@requires(Permission.PUBLIC)
def logout() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with site().database.writing() as writing:
            close_current(writing)
            writing.commit()
        person, is_shared = signing.viewer().actor.person, signing.viewer().is_shared
        logout_user()
        if is_shared:
            shared_device.forget()
        if is_shared and request.form.get("place"):
            shared_device.keep_place(person, request.form["place"])
            shared_device.say_why()
        else:
            flash(_("You are signed out."), "success")
    return redirect(url_for(".login"), code=303)


@pages.post("/account/here")
@requires(Permission.SIGNED_IN)
def here() -> ResponseReturnValue:
    """Somebody reads or listens without asking anything of us: that they are signed in has just
    been looked up, and with it noted that they were seen."""
    return Response(status=204, mimetype="text/plain")


def close_current(writing: Session) -> None:
    """Ends the session that this browser has, if any. The caller commits."""
    if current_user.is_authenticated:
        token_hash = signing.token_hash(current_user.get_id())
        sign_in.close_session(writing, municipality_id(), token_hash)


def _page(form: LoginForm, problem: str | None = None) -> str:
    with site().database.reading() as reading:
        has_open_courses = is_any_open(reading, municipality_id())
    return render_template(
        "account/login.html", form=form, problem=problem, has_open_courses=has_open_courses
    )


def _wrong() -> str:
    return str(_("The user name and the password do not go together. Check both and try again."))
