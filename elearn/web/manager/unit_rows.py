"""The columns of a unit's list, the same on the page and in its files."""

from typing import Any

from flask_babel import gettext as _

from elearn.domain.people.naming import sorting_key
from elearn.store.queries.unit_people import UnitPerson
from elearn.store.queries.unit_report import UnitFigures, UnitReport
from elearn.wording.statuses import NOT_ASKED, STATUSES


def columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Name"), "sort": "name"},
        {"label": _("Status"), "sort": "status"},
        {"label": _("Due"), "sort": "due"},
        {"label": _("Valid until"), "sort": "valid"},
        {"label": _("Unit")},
    ]


def header() -> list[str]:
    return [column["label"] for column in columns()]


def cells(person: UnitPerson, report: UnitReport) -> list[str]:
    """One row of a file: the words of the page, with days as 2026-11-23."""
    return [
        person.name,
        _(STATUSES[person.status] if person.status else NOT_ASKED),
        person.due_on.isoformat() if person.due_on else "",
        person.valid_until.isoformat() if person.valid_until else "",
        unit_names(person, report),
    ]


def unit_names(person: UnitPerson, report: UnitFigures) -> str:
    """By name, as the units were called that day."""
    return ", ".join(sorted(map(report.tree.name, person.units), key=sorting_key))
