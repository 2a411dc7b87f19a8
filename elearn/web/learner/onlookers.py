"""Who has looked at me: for everybody, about themselves."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from elearn.domain.people.intervals import months_later
from elearn.domain.people.onlookers import View, Whereabouts, seen_by_others
from elearn.domain.people.permissions import Permission
from elearn.domain.record.retention import RETENTION, Kept
from elearn.store.queries.onlookers import names_of, views_of
from elearn.store.queries.org import placements
from elearn.store.queries.standing_facts import facts
from elearn.web.db import session
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.site import SWEDEN, site
from elearn.web.tenant import municipality_id

ABOUT_SOME = frozenset(
    {
        "manager.person",
        "manager.exempt",
        "manager.note_completion",
        "manager.correct",
        "manager.together",
        "manager.answer_request",
        "admin.people",
        "admin.person",
        "admin.edit_person",
        "admin.merge_person",
        "admin.roles",
        "admin.new_role",
        "admin.duty",
    }
)
"""Pages about a colleague or a few, who need not have been the reader."""
MOST_SHOWN = 50


@dataclass(frozen=True)
class Looked:
    """What one person opened of one unit on one day."""

    day: date
    name: str
    unit: str
    times: int
    is_about_some: bool


@pages.get("/me/looked")
@requires(Permission.OWN_RECORD)
def looked() -> ResponseReturnValue:
    municipality, person = municipality_id(), actor().person
    placed = placements(session(), municipality)
    whereabouts = Whereabouts(facts(session(), municipality, [person]).posts[person], placed)
    months = RETENTION[Kept.AUDIT].months
    since = datetime.combine(months_later(site().today(), -months), time.min, UTC)
    views = views_of(session(), municipality, whereabouts.units_ever(), since=since)
    seen = seen_by_others(person, whereabouts, views)
    names = names_of(session(), municipality, {view.actor for view in seen})
    units = {each.unit: each.name for each in sorted(placed, key=lambda each: each.from_on)}
    lines = [
        Looked(day, names.get(who, ""), units.get(unit, ""), len(list(group)), about_some)
        for (day, who, unit, about_some), group in groupby(sorted(seen, key=_order), _told)
    ]
    every = "all" in request.args
    return render_template(
        "learner/looked.html",
        lines=lines if every else lines[:MOST_SHOWN],
        more=0 if every else max(0, len(lines) - MOST_SHOWN),
        months=months,
    )


def _told(view: View) -> tuple[date, UUID, UUID, bool]:
    """What is told of it; views that come to the same are one line."""
    day = view.viewed_at.astimezone(SWEDEN).date()
    return day, view.actor, view.unit, view.page in ABOUT_SOME


def _order(view: View) -> tuple[int, UUID, UUID, bool]:
    """The latest day first."""
    day, who, unit, about_one = _told(view)
    return -day.toordinal(), who, unit, about_one
