"""The learner's pages."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.web.guard import requires

pages = Blueprint("learner", __name__)


@pages.get("/")
@requires(Permission.LEARN)
def home() -> ResponseReturnValue:
    return render_template("learner/home.html")


@pages.get("/courses")
@requires(Permission.LEARN)
def courses() -> ResponseReturnValue:
    return render_template("learner/home.html")


@pages.get("/me")
@requires(Permission.OWN_RECORD)
def record() -> ResponseReturnValue:
    return render_template("learner/home.html")
