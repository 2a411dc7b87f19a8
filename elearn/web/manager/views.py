"""The manager's pages."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.web.guard import requires

pages = Blueprint("manager", __name__)


@pages.get("/units")
@requires(Permission.SEE_UNIT_STATUS)
def units() -> ResponseReturnValue:
    return render_template("learner/home.html")
