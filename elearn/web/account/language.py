"""Choosing the language of the interface."""

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from elearn.domain.people.permissions import Permission
from elearn.services import sign_in
from elearn.web.account.addresses import own_address
from elearn.web.account.blueprint import pages
from elearn.web.guard import requires
from elearn.web.language import COOKIE, LANGUAGES
from elearn.web.site import site
from elearn.web.tenant import municipality_id

A_YEAR = 365 * 24 * 3600


@pages.post("/account/language")
@requires(Permission.PUBLIC)
def language() -> ResponseReturnValue:
    """Remembered with the person when signed in, and by the browser."""
    chosen = request.form.get("language", "")
    response = redirect(own_address(request.form.get("next")), code=303)
    if chosen not in LANGUAGES:
        return response
    response.set_cookie(
        COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure
    )
    if current_user.is_authenticated:
        with site().database.writing() as writing:
            sign_in.choose_language(writing, municipality_id(), current_user.actor.person, chosen)
            writing.commit()
    return response
