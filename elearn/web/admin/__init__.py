"""What a coordinator and an administrator open: duties, routes, people, units, roles."""

from flask import Flask

from elearn.web.admin import (
    due_dates,
    duties,
    home,
    imports,
    letters,
    measurement,
    merging,
    open_courses,
    panel_closing,
    panel_rounds,
    people,
    person,
    roles,
    routes,
    unit,
    units,
)
from elearn.web.admin.blueprint import pages

__all__ = [
    "due_dates",
    "duties",
    "home",
    "imports",
    "letters",
    "measurement",
    "merging",
    "open_courses",
    "panel_closing",
    "panel_rounds",
    "people",
    "person",
    "roles",
    "routes",
    "unit",
    "units",
]


def install(app: Flask) -> None:
    app.register_blueprint(pages)
