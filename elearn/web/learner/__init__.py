"""What a learner opens: the next thing, courses, a module and its exercises, the own record."""

from flask import Flask

from elearn.web.learner import (
    attending,
    booklet,
    calendar,
    certificate,
    claiming,
    courses,
    home,
    meeting,
    module,
    more_time,
    objecting,
    onlookers,
    record,
    result,
    search,
    steps,
    words,
)
from elearn.web.learner.blueprint import pages

__all__ = [
    "attending",
    "booklet",
    "calendar",
    "certificate",
    "claiming",
    "courses",
    "home",
    "install",
    "meeting",
    "module",
    "more_time",
    "objecting",
    "onlookers",
    "record",
    "result",
    "search",
    "steps",
    "words",
]


def install(app: Flask) -> None:
    app.register_blueprint(pages)
