"""Who needs help this month: people for whoever leads them, units for whoever stands above."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from elearn.domain.content.routes import in_language
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Permission, Role
from elearn.domain.record.coverage import SMALLEST_GROUP
from elearn.domain.record.help_needed import (
    PersonHelp,
    UnitHelp,
    UnitNeed,
    horizon,
    led_directly,
    person_need,
    unit_help,
    unit_need,
)
from elearn.domain.record.reminders import Asked
from elearn.store.queries.my_units import part_of, units_below
from elearn.store.queries.reminding import Whom, asked_people, course_titles, led_by_others, names
from elearn.store.queries.unit_courses import UnitCourse, unit_courses
from elearn.web import language
from elearn.web.db import session
from elearn.web.guard import actor, requires, tree, within
from elearn.web.manager.asked import is_unit_gone, unit_asked
from elearn.web.manager.blueprint import pages
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_names_shown
from elearn.wording.help_needed import PERSON_HELP, UNIT_HELP


@dataclass(frozen=True, slots=True)
class Thing:
    course: str
    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class NeedyPerson:
    person: UUID
    unit: UUID
    """One of those that the viewer leads."""
    name: str
    things: Sequence[Thing]
    help: PersonHelp


@dataclass(frozen=True, slots=True)
class NeedyUnit:
    unit: UUID
    name: str
    needs: Sequence[tuple[str, str, UnitNeed]]
    """Course, title and what is late or falls due in it."""
    help: UnitHelp
    units_below: int
    is_named: bool


@pages.get("/units/this-month")
@requires(Permission.SEE_COUNTS)
def this_month() -> ResponseReturnValue:
    """Names only of people whose nearest manager the viewer is; of the rest figures, under the
    rule for small groups on either day."""
    today = site().today()
    named, counted = within(Permission.SEE_UNIT_STATUS), within(Permission.SEE_COUNTS)
    scope = part_of(tree(), named | counted)
    others = led_by_others(session(), municipality_id(), actor().person, today)
    tops = _led(today) & named
    own = led_directly(scope, tops, others)
    people = _people(own, today) if own else []
    for unit in sorted(tops):
        note_names_shown(unit, "manager.this_month", today)
    asked = unit_asked()
    top = asked if asked in scope else scope.roots[0] if len(scope.roots) == 1 else None
    below = scope.children(top) if top else scope.roots
    units = [each for each in below if not scope.subtree(each) <= own]
    return render_template(
        "manager/this_month.html",
        people=people,
        is_leading=bool(own),
        units=_units(top, units, scope, others, named, counted, today),
        has_units=bool(units),
        name=scope.name(top) if top else "",
        above=[(each, scope.name(each)) for each in scope.path(top)[:-1]] if top else [],
        is_unit_gone=is_unit_gone(scope),
        is_all_named=named.issuperset(scope),
        smallest_group=SMALLEST_GROUP,
        today=today,
        until=horizon(today),
        person_help=PERSON_HELP,
        unit_help=UNIT_HELP,
    )


def _led(today: date) -> frozenset[UUID]:
    return frozenset(
        grant.unit for grant in actor().grants if grant.role is Role.MANAGER and grant.holds(today)
    )


def _people(own: frozenset[UUID], today: date) -> list[NeedyPerson]:
    """The earliest last day first; whoever looks is not told of themselves."""
    known = asked_people(session(), municipality_id(), today, Whom(actor().person, own))
    needs = [
        need
        for person, asked in known.asked.items()
        if person != actor().person and known.units[person] & own
        if (need := person_need(person, asked, is_reachable=person in known.reachable, today=today))
    ]
    titles = course_titles(session(), municipality_id())
    named = names(session(), municipality_id(), [need.person for need in needs])
    needs.sort(key=lambda need: (need.things[0].due_on, sorting_key(named[need.person])))
    return [
        NeedyPerson(
            need.person,
            min(known.units[need.person] & own),
            named[need.person],
            [_thing(each, titles) for each in need.things],
            need.help,
        )
        for need in needs
    ]


def _thing(asked: Asked, titles: Mapping[str, Mapping[str, str]]) -> Thing:
    title = in_language(titles.get(asked.course, {}), language.chosen()) or asked.course
    return Thing(asked.course, title, asked.due_on)


def _units(
    top: UUID | None,
    units: Sequence[UUID],
    scope: OrgTree,
    others: frozenset[UUID],
    named: frozenset[UUID],
    counted: frozenset[UUID],
    today: date,
) -> list[NeedyUnit]:
    """In the order of the organisation, those where there is something."""
    courses = [each for each in unit_courses(session(), municipality_id(), today) if each.is_asked]
    needs = {each.id: _needs(each, named, counted, top, today) for each in courses}
    found = []
    for unit in units:
        here = [
            (each.id, each.title(language.chosen()), need)
            for each in courses
            if (need := needs[each.id].get(unit))
        ]
        if here:
            is_led = not others.isdisjoint(scope.subtree(unit)) or not _led(today).isdisjoint(
                scope.subtree(unit)
            )
            found.append(
                NeedyUnit(
                    unit,
                    scope.name(unit),
                    here,
                    unit_help((need for _, _, need in here), is_led=is_led),
                    len(scope.children(unit)),
                    unit in named,
                )
            )
    return found


def _needs(
    course: UnitCourse,
    named: frozenset[UUID],
    counted: frozenset[UUID],
    top: UUID | None,
    today: date,
) -> Mapping[UUID, UnitNeed]:
    """Of the units whose figures may be shown on both days."""
    now, then = (
        units_below(session(), municipality_id(), course, named, counted, tree(), top, today=day)
        for day in (today, horizon(today) + timedelta(1))
    )
    return {
        unit: unit_need(coverage, then.coverage[unit])
        for unit, coverage in now.coverage.items()
        if unit in then.coverage
    }
