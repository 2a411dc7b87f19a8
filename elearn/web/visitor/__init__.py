"""An open course, for whoever has no account: a number stands for them, and nothing else does."""

from flask import Flask

from elearn.web.visitor import numbers, taking
from elearn.web.visitor.blueprint import pages

__all__ = ["install", "numbers", "taking"]


def install(app: Flask) -> None:
    app.register_blueprint(pages, url_prefix="/open")
