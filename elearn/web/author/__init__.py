"""What authors and reviewers open."""

from flask import Flask

from elearn.web.author import statistics
from elearn.web.author.blueprint import pages

__all__ = ["statistics"]


def install(app: Flask) -> None:
    app.register_blueprint(pages)
