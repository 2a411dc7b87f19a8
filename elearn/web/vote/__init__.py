"""A vote in the room, from a phone: for whoever sees the code on the wall, without an account. No
view here may write down who, from where or at what time."""

from flask import Flask

from elearn.web.vote import voting
from elearn.web.vote.blueprint import pages

__all__ = ["install", "voting"]


def install(app: Flask) -> None:
    app.register_blueprint(pages, url_prefix="/vote")
