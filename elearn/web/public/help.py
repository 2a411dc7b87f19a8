"""Help for each role, without sign-in: it is there for those who cannot get in, too."""

from flask import render_template
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.domain.people.sign_in import CODE_DAYS, LINK_HOURS, SHORTEST_SECRET
from elearn.domain.record.completion import Status
from elearn.web.guard import requires
from elearn.web.public.blueprint import pages


@pages.get("/help")
@requires(Permission.PUBLIC)
def help() -> ResponseReturnValue:
    return render_template(
        "public/help.html",
        statuses=[str(status) for status in Status],
        code_days=CODE_DAYS,
        link_hours=LINK_HOURS,
        shortest_secret=SHORTEST_SECRET,
    )
