"""What a list would change, section by section, as its page shows it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.payroll import Plan
from elearn.domain.people.rows import RowFault, RowHint
from elearn.domain.people.unit_list import UnitPlan
from elearn.store.queries.org import placements
from elearn.store.queries.people_import import shown_names
from elearn.web.admin.import_forms import PEOPLE, UNITS
from elearn.web.db import session
from elearn.web.forms import written_out
from elearn.web.tenant import municipality_id
from elearn.wording.imports import (
    PEOPLE_HEADING,
    POST_HEADINGS,
    UNIT_HEADINGS,
    person_told,
    post_told,
    unit_told,
)

MOST_LINES = 200
"""Of one kind of change, or of wrong rows; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    code: str
    """Employment number, or the unit's code; empty when neither is meant."""
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan, ready for the page."""

    kind: str
    sections: tuple[Section, ...]
    faults: tuple[RowFault, ...]
    hints: tuple[RowHint, ...]
    dropped: tuple[str, ...]
    fingerprint: str
    is_empty: bool
    many_leavers: Refusal | None
    """What must be said yes to; None for most lists."""


def people_shown(plan: Plan, dropped: tuple[str, ...]) -> Shown:
    headings = {str(kind): heading for kind, heading in POST_HEADINGS.items()}
    many = Refusal("import-many-leavers", leavers=plan.open_leavers, posts=plan.covered_posts)
    return Shown(
        kind=PEOPLE,
        sections=tuple(_sections({**headings, PEOPLE: PEOPLE_HEADING}, _people_lines(plan))),
        faults=plan.faults,
        hints=plan.hints,
        dropped=dropped,
        fingerprint=plan.fingerprint,
        is_empty=plan.is_empty,
        many_leavers=many if plan.has_many_leavers else None,
    )


def units_shown(plan: UnitPlan, dropped: tuple[str, ...]) -> Shown:
    headings = {str(kind): heading for kind, heading in UNIT_HEADINGS.items()}
    return Shown(
        kind=UNITS,
        sections=tuple(_sections(headings, _unit_lines(plan))),
        faults=plan.faults,
        hints=(),
        dropped=dropped,
        fingerprint=plan.fingerprint,
        is_empty=plan.is_empty,
        many_leavers=None,
    )


def count_headings() -> dict[str, str]:
    """What a count of a batch is of."""
    people = {str(kind): _(heading) for kind, heading in POST_HEADINGS.items()}
    units = {str(kind): _(heading) for kind, heading in UNIT_HEADINGS.items()}
    return {**people, **units, PEOPLE: _(PEOPLE_HEADING)}


def _people_lines(plan: Plan) -> Mapping[str, list[Line]]:
    """By kind of change."""
    units = _unit_names()
    names = shown_names(session(), municipality_id(), plan.touched)
    names |= {change.after.id: change.after.shown_name for change in plan.people}
    lines: dict[str, list[Line]] = defaultdict(list)
    for change in plan.posts:
        told = post_told(change, units, _, written_out)
        lines[change.kind].append(Line(names[change.person], change.number, told))
    for person in plan.people:
        if person.is_visible:
            told = person_told(person, _)
            lines[PEOPLE].append(Line(person.after.shown_name, "", told))
    return lines


def _unit_lines(plan: UnitPlan) -> Mapping[str, list[Line]]:
    """By kind of change, each unit once."""
    names = _unit_names() | {change.after.id: change.name for change in plan.changes}
    lines: dict[str, list[Line]] = defaultdict(list)
    for change in plan.changes:
        told = unit_told(change, names, _)
        lines[change.kinds[0]].append(Line(change.name, change.after.code, told))
    return lines


def _sections(headings: Mapping[str, str], lines: Mapping[str, list[Line]]) -> Iterable[Section]:
    for key, heading in headings.items():
        own = lines.get(key, [])
        if own:
            own.sort(key=lambda line: (sorting_key(line.name), line.code))
            yield Section(key, _(heading), len(own), tuple(own[:MOST_LINES]))


def _unit_names() -> dict[UUID, str]:
    """The latest name of every unit there is or was."""
    rows = placements(session(), municipality_id())
    return {row.unit: row.name for row in sorted(rows, key=lambda row: row.from_on)}
