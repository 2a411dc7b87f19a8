"""What a learner opens: the next thing, courses, a module and its exercises, the own record."""

from flask import Flask

from elearn.web.learner import courses, home, module, record, search
from elearn.web.learner.blueprint import pages

__all__ = ["courses", "home", "install", "module", "record", "search"]


def install(app: Flask) -> None:
    app.register_blueprint(pages)
