"""Choosing the language of the interface."""

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug import Response

from elearn.domain.people.permissions import Permission
from elearn.services import sign_in
from elearn.web.account.addresses import own_address
from elearn.web.account.blueprint import pages
from elearn.web.course_text import COOKIE as COURSE_COOKIE
from elearn.web.course_text import EASY, choice_of, reads_easily
from elearn.web.guard import requires
from elearn.web.language import COOKIE, LANGUAGES
from elearn.web.site import site
from elearn.web.tenant import municipality_id

A_YEAR = 365 * 24 * 3600


@pages.post("/account/language")
@requires(Permission.PUBLIC)
def language() -> ResponseReturnValue:
    """Remembered with the person when signed in, and by the browser.

    Course texts follow, also where they were once read in another; the other way round they do not.
    """
    chosen = request.form.get("language", "")
    response = redirect(own_address(request.form.get("next")), code=303)
    if chosen not in LANGUAGES:
        return response
    _remember(response, COOKIE, chosen)
    if COURSE_COOKIE in request.cookies:
        _remember(response, COURSE_COOKIE, choice_of(chosen, EASY if reads_easily() else ""))
    if current_user.is_authenticated:
        with site().database.writing() as writing:
            sign_in.choose_language(writing, municipality_id(), current_user.actor.person, chosen)
            writing.commit()
    return response


def _remember(response: Response, cookie: str, value: str) -> None:
    response.set_cookie(
        cookie, value, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure
    )
