"""Pages that anybody may open."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.web.guard import requires

pages = Blueprint("public", __name__)


@pages.get("/card")
@requires(Permission.PUBLIC)
def card() -> ResponseReturnValue:
    return render_template("learner/home.html")


@pages.get("/help")
@requires(Permission.PUBLIC)
def help() -> ResponseReturnValue:
    return render_template("learner/home.html")


@pages.get("/privacy")
@requires(Permission.PUBLIC)
def privacy() -> ResponseReturnValue:
    return render_template("learner/home.html")


@pages.get("/accessibility")
@requires(Permission.PUBLIC)
def accessibility() -> ResponseReturnValue:
    return render_template("learner/home.html")
