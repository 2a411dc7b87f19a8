"""A letter now and then that one may practise: asked for, and ended, by oneself alone."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.services import practice_letters
from elearn.web import db
from elearn.web.db import session
from elearn.web.guard import actor, requires
from elearn.web.practice.blueprint import pages
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@pages.post("/letters")
@requires(Permission.LEARN)
def letters_on() -> ResponseReturnValue:
    practice_letters.turn_on(
        session(), municipality_id(), actor().person, site().sealer, today=site().today()
    )
    session().commit()
    flash(_("The first letter comes in two weeks at the earliest."), "success")
    return redirect(url_for(".start"), code=303)


@pages.post("/letters/end")
@requires(Permission.LEARN)
def letters_off() -> ResponseReturnValue:
    own = practice_letters.key_of(site().sealer, municipality_id(), actor().person)
    practice_letters.turn_off(session(), municipality_id(), own)
    session().commit()
    flash(_("You get no more letters about practice."), "success")
    return redirect(url_for(".start"), code=303)


@pages.route("/letters/off/<key>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def letters_off_by_letter(key: str) -> ResponseReturnValue:
    """From the letter itself, without signing in. To open it changes nothing, because mail
    scanners open links; the answer is the same whether or not the letters were on."""
    written = _key(key)
    if db.reads():
        return render_template("practice/letters_off.html", is_off=False)
    practice_letters.turn_off(session(), municipality_id(), written)
    session().commit()
    return render_template("practice/letters_off.html", is_off=True)


def _key(written: str) -> bytes:
    """Answers 404 to an address that arrived in pieces: it would end nothing and say it had."""
    try:
        key = bytes.fromhex(written)
    except ValueError:
        abort(404)
    if len(key) != practice_letters.KEY_BYTES:
        abort(404)
    return key


def wants_letters() -> bool:
    return practice_letters.is_on(session(), municipality_id(), actor().person, site().sealer)
