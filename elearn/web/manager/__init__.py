"""What a unit manager opens: who is current and who is due, in the own units."""

from flask import Flask

from elearn.web.manager import (
    audit_package,
    by_hand,
    colleagues,
    deputies,
    follow_up,
    meetings,
    person,
    record,
    requests,
    room,
    sign_in_sheet,
    slips,
    this_month,
    together,
    unit,
    unit_files,
    unit_map,
    units,
)
from elearn.web.manager.blueprint import pages

__all__ = [
    "audit_package",
    "by_hand",
    "colleagues",
    "deputies",
    "follow_up",
    "meetings",
    "person",
    "record",
    "requests",
    "room",
    "sign_in_sheet",
    "slips",
    "this_month",
    "together",
    "unit",
    "unit_files",
    "unit_map",
    "units",
]


def install(app: Flask) -> None:
    app.register_blueprint(pages)
