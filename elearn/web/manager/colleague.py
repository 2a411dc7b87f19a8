"""A colleague of the signed-in manager: found, what is asked of them, what their pages say."""

from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.domain.errors import Refusal
from elearn.services.acting import Act
from elearn.store.queries.colleagues import colleague
from elearn.store.queries.learner_home import DutyLine, duty_lines
from elearn.web import language
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import actor, tree
from elearn.web.site import site
from elearn.web.tenant import municipality_id


def name_or_404(unit_id: UUID, person_id: UUID) -> str:
    """Of somebody who works in the unit or under it today."""
    units = tree().subtree(unit_id)
    found = colleague(session(), municipality_id(), person_id, units, site().today())
    if found is None:
        abort(404)
    return found.name


def duties_of(person_id: UUID) -> list[DutyLine]:
    return duty_lines(
        session(), municipality_id(), person_id, language.chosen(), today=site().today()
    )


def duty_or_404(person_id: UUID, duty_id: UUID) -> DutyLine:
    """What is asked of the person today."""
    found = next((each for each in duties_of(person_id) if each.id == duty_id), None)
    if found is None:
        abort(404)
    return found


def frame(unit_id: UUID, person_id: UUID, name: str) -> dict[str, object]:
    """What every page about a colleague says."""
    return {
        "unit_id": unit_id,
        "unit_name": tree().name(unit_id),
        "person_id": person_id,
        "name": name,
        "today": site().today(),
        "is_self": person_id == actor().person,
    }


def act() -> Act:
    return Act(
        session(), municipality_id(), actor().person, site().new_id, site().now(), site().today()
    )


def to_person(
    unit_id: UUID, person_id: UUID, refusal: Refusal | None = None
) -> ResponseReturnValue:
    if refusal:
        session().rollback()
        flash(refused(refusal), "warning")
    return redirect(url_for(".person", unit_id=unit_id, person_id=person_id), code=303)
