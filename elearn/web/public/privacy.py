"""What is stored, what is not, who sees it and how long: made from the list in wording/."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from elearn.domain.people.permissions import Permission
from elearn.web.guard import requires
from elearn.web.public.blueprint import pages
from elearn.wording.privacy import PARTS, Holding, how_long, of_part


@pages.get("/privacy")
@requires(Permission.PUBLIC)
def privacy() -> ResponseReturnValue:
    parts = [(part, gettext(title), of_part(part)) for part, title in PARTS.items()]
    return render_template("public/privacy.html", parts=parts, how_long=_how_long)


def _how_long(holding: Holding) -> str:
    return how_long(holding, gettext)
