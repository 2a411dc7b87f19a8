"""Into a ballot with its code, and out of it. Opening a link changes nothing; the button does."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.people.sign_in import CODE_LENGTH
from elearn.services import panel_ballots
from elearn.services.panel_ballots import Holder
from elearn.services.sign_in import code_hash
from elearn.web.ballot import held
from elearn.web.ballot.blueprint import pages
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.site import site
from elearn.web.slowing import Try, retry_after, wait_in_words
from elearn.web.tenant import municipality_id

LONGEST_CODE = 40
"""With the spaces and hyphens that people put in."""


@pages.get("")
@requires(Permission.PUBLIC)
def code() -> ResponseReturnValue:
    return _page()


@pages.post("")
@requires(Permission.PUBLIC)
def use_code() -> ResponseReturnValue:
    typed = request.form.get("code", "")[:LONGEST_CODE]
    if _letters(typed) != CODE_LENGTH:
        return _page(_("Enter the code on your ballot: twelve letters and digits.")), 422
    attempt = Try.now("ballot")
    wait = attempt.begin()
    if wait:
        return _page(wait_in_words(wait)), 429, retry_after(wait)
    who = Holder(municipality_id(), code_hash(typed))
    with site().database.writing() as writing:
        try:
            panel_ballots.opened(writing, who, site().sealer, today=site().today())
        except Refusal as refusal:
            return _page(refused(refusal)), 422
        attempt.forgive(writing)
        writing.commit()
    held.open_ballot(who)
    return redirect(url_for(".ballot"), code=303)


@pages.get("/code/<code>")
@requires(Permission.PUBLIC)
def opened_code(code: str) -> ResponseReturnValue:
    """A page with a button. Whether the code is good is not looked up before it is pressed."""
    if _letters(code) != CODE_LENGTH:
        return _page(refused(Refusal("panel-ballot-unknown"))), 404
    return render_template("ballot/opened_code.html", code=code)


@pages.post("/leave")
@requires(Permission.PUBLIC)
def leave() -> ResponseReturnValue:
    """What has been judged is still there for whoever comes back with the code."""
    held.close_ballot(was_sent=False)
    flash(_("The ballot is put away. Come back with its code when you like."), "success")
    return redirect(url_for(".code"), code=303)


@pages.get("/sent")
@requires(Permission.PUBLIC)
def sent() -> ResponseReturnValue:
    if not held.was_sent():
        return redirect(url_for(".code"), code=303)
    return render_template("ballot/sent.html")


def _letters(typed: str) -> int:
    return sum(letter.isalnum() for letter in typed)


def _page(problem: str | None = None) -> str:
    return render_template("ballot/code.html", problem=problem)
