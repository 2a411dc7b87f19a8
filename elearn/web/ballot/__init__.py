"""A panel's ballots: for whoever holds a code, without an account. No view here may write down
who, from where or at what time."""

from flask import Flask

from elearn.web.ballot import filling, opening
from elearn.web.ballot.blueprint import pages

__all__ = ["filling", "install", "opening"]


def install(app: Flask) -> None:
    app.register_blueprint(pages, url_prefix="/panel")
