"""A learner's own practice: voluntary, and seen by nobody else. No view here may write down who."""

from flask import Flask

from elearn.web.practice import block, cases, kept, letters, measure, measured, result, start
from elearn.web.practice.blueprint import pages

__all__ = ["block", "cases", "install", "kept", "letters", "measure", "measured", "result", "start"]


def install(app: Flask) -> None:
    app.register_blueprint(pages, url_prefix="/practice")
