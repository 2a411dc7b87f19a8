"""A password that was forgotten, or never chosen, by somebody with an e-mail address."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.services import jobs
from elearn.store.queries.sign_in import account_named
from elearn.web.account.blueprint import pages
from elearn.web.account.forms import ForgotForm
from elearn.web.guard import requires
from elearn.web.site import site
from elearn.web.slowing import Try, retry_after, wait_in_words
from elearn.web.tenant import municipality_id


@pages.route("/account/forgot", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def forgot() -> ResponseReturnValue:
    """The same answer whether or not there is such an account, and whether it has an address."""
    form = ForgotForm()
    if not form.validate_on_submit():
        return _page(form), 422 if form.errors else 200
    name = form.username.data or ""
    attempt = Try.now("forgot", name)
    wait = attempt.begin()
    if wait:
        return _page(form, wait_in_words(wait)), 429, retry_after(wait)
    _ask_for_letter(name)
    return redirect(url_for(".forgot", sent="yes"), code=303)


def _ask_for_letter(name: str) -> None:
    with site().database.writing() as writing:
        account = account_named(writing, municipality_id(), name)
        if account is not None and account.email:
            jobs.ask_for_link(
                writing, municipality_id(), account.person, id=site().new_id(), now=site().now()
            )
        writing.commit()


def _page(form: ForgotForm, problem: str | None = None) -> str:
    return render_template(
        "account/forgot.html",
        form=form,
        problem=problem,
        sent="sent" in request.args and not form.is_submitted(),
        sends_letters=site().config.is_demo or bool(site().config.smtp_url),
    )
