"""Whom the manager reminds by hand, because no letter reaches them: a list to print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from elearn.domain.content.routes import in_language
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.permissions import Permission
from elearn.domain.record.reminders import LATE, Line
from elearn.domain.record.week_letters import to_list
from elearn.store.queries.reminding import Whom, course_titles, facts, names
from elearn.web import language
from elearn.web.db import session
from elearn.web.guard import actor, requires, tree
from elearn.web.manager.blueprint import pages
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_names_shown


@dataclass(frozen=True, slots=True)
class ToRemind:
    name: str
    things: tuple[tuple[str, date, bool], ...]
    """Course, last day, and whether that has passed; the earliest first."""


@pages.get("/units/<uuid:unit_id>/by-hand")
@requires(Permission.SEE_UNIT_STATUS, unit="unit_id")
def by_hand(unit_id: UUID) -> ResponseReturnValue:
    """Everybody without an address here and below to whom a letter would have something to say."""
    today, units = site().today(), tree().subtree(unit_id)
    whom = Whom(actor().person, units)
    found = to_list(facts(session(), municipality_id(), today, today, whom), units, today)
    titles = course_titles(session(), municipality_id())
    named = names(session(), municipality_id(), found.keys())
    people = [ToRemind(named[each], _things(found[each], titles)) for each in found]
    note_names_shown(unit_id, "manager.by_hand", today)
    return render_template(
        "manager/by_hand.html",
        unit_id=unit_id,
        name=tree().name(unit_id),
        today=today,
        people=sorted(people, key=lambda each: sorting_key(each.name)),
    )


def _things(
    lines: tuple[Line, ...], titles: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[str, date, bool], ...]:
    return tuple(
        (
            in_language(titles.get(line.asked.course, {}), language.chosen()) or line.asked.course,
            line.asked.due_on,
            line.step in LATE,
        )
        for line in lines
    )
