"""One-time codes from a slip or a letter: typed, or opened as a link.

Opening the link spends nothing, because mail scanners open links too; the button does.
"""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.domain.people.sign_in import CODE_LENGTH
from elearn.services import sign_in
from elearn.web import login as signing
from elearn.web import shared_device
from elearn.web.account.blueprint import pages
from elearn.web.account.forms import CodeForm
from elearn.web.account.signing_in import close_current
from elearn.web.guard import requires
from elearn.web.site import site
from elearn.web.slowing import Try, retry_after, wait_in_words
from elearn.web.tenant import municipality_id


@pages.route("/account/code", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def code() -> ResponseReturnValue:
    form = CodeForm()
    if not form.validate_on_submit():
        return _page(form), 422 if form.errors else 200
    attempt = Try.now("code")
    wait = attempt.begin()
    if wait:
        return _page(form, wait_in_words(wait)), 429, retry_after(wait)
    shared_device.mark(form)
    if not _opens_session(attempt, form.code.data or ""):
        return _page(form, _unusable()), 422
    return redirect(url_for(".choose_secret"), code=303)


@pages.get("/account/code/<code>")
@requires(Permission.PUBLIC)
def opened_code(code: str) -> ResponseReturnValue:
    """A page with a button. Whether the code is good is not looked up before it is pressed."""
    form = CodeForm()
    if sum(letter.isalnum() for letter in code) != CODE_LENGTH:
        return _page(form, _unusable()), 404
    return render_template("account/opened_code.html", form=form, code=code)


def _opens_session(attempt: Try, typed: str) -> bool:
    with site().database.writing() as writing:
        used = sign_in.use_code(writing, municipality_id(), typed, now=site().now())
        if used is None:
            return False
        attempt.forgive(writing)
        close_current(writing)
        signing.start(writing, used.person_id, by_code=True, code_issued_by=used.issued_by)
        writing.commit()
        return True


def _page(form: CodeForm, problem: str | None = None) -> str:
    return render_template("account/code.html", form=form, problem=problem)


def _unusable() -> str:
    return str(
        _(
            "This code cannot be used: it may be mistyped, used already or too old. "
            "Check it once more, or ask for a new one."
        )
    )
