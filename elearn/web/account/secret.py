"""Choosing an own password: the first one, one that was forgotten, or a new one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.people.sign_in import check_secret
from elearn.services import jobs, sign_in
from elearn.store.queries.sign_in import addressees, code_behind, names_of, secret_hash_of
from elearn.web import login as signing
from elearn.web import own_secret
from elearn.web.account.blueprint import pages
from elearn.web.account.forms import ChangeSecretForm, OwnSecretForm
from elearn.web.forms import add_refusal, refused
from elearn.web.guard import actor, requires
from elearn.web.site import site
from elearn.web.slowing import Try, retry_after, wait_in_words
from elearn.web.tenant import municipality_id, tenant


@pages.route("/account/secret", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def choose_secret() -> ResponseReturnValue:
    """With a code just used, no current password is asked for: there may be none."""
    form = OwnSecretForm() if actor().slip else ChangeSecretForm()
    if not form.validate_on_submit():
        return _page(form), 422 if form.errors else 200
    secret = form.secret.data or ""
    try:
        check_secret(secret, _names())
    except Refusal as refusal:
        add_refusal(form.secret, refusal)
        return _page(form), 422
    if isinstance(form, ChangeSecretForm):
        attempt = Try.now("current", str(actor().person))
        wait = attempt.begin()
        if wait:
            return _page(form, wait_in_words(wait)), 429, retry_after(wait)
        if not _is_current(form.current.data or ""):
            form.current.errors = [_("That is not your current password. Enter it again.")]
            return _page(form), 422
        return _saved(secret, attempt)
    return _saved(secret, None)


def _saved(secret: str, attempt: Try | None) -> ResponseReturnValue:
    try:
        _save(secret, attempt)
    except Refusal as refusal:
        logout_user()
        flash(refused(refusal), "warning")
        return redirect(url_for(".login"), code=303)
    flash(_("Your new password is saved. Everywhere else you are signed out."), "success")
    return redirect(url_for("learner.home"), code=303)


def _save(secret: str, attempt: Try | None) -> None:
    """Raises Refusal, when this session has ended meanwhile."""
    secret_hash = own_secret.hashed(secret)
    person, now = actor().person, site().now()
    with site().database.writing() as writing:
        sign_in.set_secret(
            writing,
            municipality_id(),
            person,
            secret_hash,
            own_session=signing.token_hash(current_user.get_id()),
            now=now,
        )
        if attempt is not None:
            attempt.forgive(writing)
        jobs.tell_of_new_secret(writing, municipality_id(), person, id=site().new_id(), now=now)
        signing.start(writing, person)
        writing.commit()


def _is_current(typed: str) -> bool:
    with site().database.reading() as reading:
        stored = secret_hash_of(reading, municipality_id(), actor().person)
    return own_secret.matches(stored, typed)


def _names() -> frozenset[str]:
    with site().database.reading() as reading:
        names = names_of(reading, municipality_id(), actor().person)
    return names | {tenant().name, *tenant().name.split()}


def _page(form: OwnSecretForm, problem: str | None = None) -> str:
    with site().database.reading() as reading:
        who = addressees(reading, municipality_id(), [actor().person])
        issue = code_behind(reading, municipality_id(), actor().person) if actor().slip else None
    return render_template(
        "account/secret.html",
        form=form,
        problem=problem,
        issue=issue,
        user_name=who[0].user_name if who else "",
    )
