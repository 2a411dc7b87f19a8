"""The coordinator's and the administrator's pages."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.web.guard import requires

pages = Blueprint("admin", __name__, url_prefix="/admin")


@pages.get("")
@requires(Permission.ADMINISTER)
def home() -> ResponseReturnValue:
    return render_template("learner/home.html")
