"""What is kept of one's own practice: to read, to take along, to delete."""

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.services import practice
from elearn.services.kept_practice import Kept
from elearn.store.queries import glossary
from elearn.web import language
from elearn.web.db import session
from elearn.web.guard import requires
from elearn.web.practice.blueprint import pages
from elearn.web.practice.own import own_practice, practitioner
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@pages.get("/kept")
@requires(Permission.OWN_RECORD)
def kept() -> ResponseReturnValue:
    own, today = own_practice(), site().today()
    measurement = own.record.measurement.recent(today)
    concepts = own.record.state.memories
    return render_template(
        "practice/kept.html",
        kept=own,
        done=measurement.done,
        open_block=measurement.open,
        words=glossary.words(session(), municipality_id(), language.chosen(), concepts),
    )


@pages.get("/kept.json")
@requires(Permission.OWN_RECORD)
def export() -> ResponseReturnValue:
    """All of it, as a file, except what would tell the key of a measurement under way."""
    answer = jsonify(_file(own_practice()))
    answer.headers["Content-Disposition"] = 'attachment; filename="practice.json"'
    return answer


@pages.post("/kept/delete")
@requires(Permission.OWN_RECORD)
def delete() -> ResponseReturnValue:
    practice.forget(session(), practitioner(), site().sealer)
    session().commit()
    flash(_("Everything about your practice is deleted."), "success")
    return redirect(url_for(".kept"), code=303)


def _file(own: Kept) -> dict[str, object]:
    return own.record.as_file() | {
        "last_practised_on": own.touched_on.isoformat() if own.touched_on else None,
        "session": own.session.as_json() if own.session else None,
    }
