"""Two people who are one human are put together, and taken apart again."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.services import people as service
from elearn.store.queries.admin_people import (
    Found,
    PersonFacts,
    Shown,
    found_people,
    is_within,
    person_facts,
)
from elearn.store.queries.people import identifiers_of
from elearn.web.admin.asked import scope, text_asked
from elearn.web.admin.blueprint import pages
from elearn.web.admin.person import act
from elearn.web.admin.trace import note_people_shown
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires, tree
from elearn.web.site import site
from elearn.web.tenant import municipality_id

MOST_SHOWN = 20


@pages.get("/people/<uuid:person_id>/merge")
@requires(Permission.EDIT_PEOPLE)
def merge_person(person_id: UUID) -> ResponseReturnValue:
    """With `other` the two side by side; before that a search, which begins with namesakes."""
    kept = _facts(person_id)
    other = _other_asked()
    if other is not None and other != person_id:
        facts = _facts(other)
        note_people_shown("admin.merge_person", [person_id, other])
        return render_template(
            "admin/merge_confirm.html",
            kept=kept,
            other=facts,
            names={each: _names(each) for each in (person_id, other)},
            unit_name=tree().name,
        )
    asked = text_asked()
    found = [each for each in _found(asked or kept.name) if each.person != person_id]
    shown = found[:MOST_SHOWN]
    note_people_shown("admin.merge_person", [person_id, *(each.person for each in shown)])
    return render_template("admin/merge.html", kept=kept, found=shown, count=len(found), text=asked)


@pages.post("/people/<uuid:person_id>/merge/<uuid:other_id>")
@requires(Permission.EDIT_PEOPLE)
def merge_people(person_id: UUID, other_id: UUID) -> ResponseReturnValue:
    _facts(person_id), _facts(other_id)
    try:
        service.merge(act(), person_id, other_id)
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return redirect(url_for(".merge_person", person_id=person_id), code=303)
    session().commit()
    flash(_("The two are one person now. Both have been signed out."), "success")
    return redirect(url_for(".person", person_id=person_id), code=303)


@pages.post("/people/<uuid:person_id>/split")
@requires(Permission.EDIT_PEOPLE)
def split_person(person_id: UUID) -> ResponseReturnValue:
    """*person_id* is the one who had been merged away."""
    facts = person_facts(session(), municipality_id(), person_id)
    if facts is None or facts.merged_into is None:
        abort(404)
    _facts(facts.merged_into)
    service.split(act(), person_id)
    session().commit()
    flash(_("They are two people again. Both have been signed out."), "success")
    return redirect(url_for(".person", person_id=person_id), code=303)


def _facts(person_id: UUID) -> PersonFacts:
    reached = scope(Permission.EDIT_PEOPLE)
    facts = person_facts(session(), municipality_id(), person_id)
    if facts is None or not is_within(
        session(), municipality_id(), person_id, reached, site().today()
    ):
        abort(404)
    return facts


def _other_asked() -> UUID | None:
    try:
        return UUID(request.args.get("other", ""))
    except ValueError:
        return None


def _found(text: str) -> list[Found]:
    return found_people(
        session(),
        municipality_id(),
        scope(Permission.EDIT_PEOPLE),
        text,
        Shown.EVERYBODY,
        site().today(),
    )


def _names(person_id: UUID) -> list[str]:
    return [each.value for each in identifiers_of(session(), municipality_id(), person_id)]
