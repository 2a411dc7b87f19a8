"""The accessibility statement."""

from flask import render_template
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.web.guard import requires
from elearn.web.public.blueprint import pages


@pages.get("/accessibility")
@requires(Permission.PUBLIC)
def accessibility() -> ResponseReturnValue:
    return render_template("public/accessibility.html")
