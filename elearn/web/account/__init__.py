"""Signing in and out, one-time codes, own secret, own sessions, language."""

from flask import Flask

from elearn.web.account import codes, forgotten, language, secret, sessions, signing_in
from elearn.web.account.blueprint import pages

VIEWS = (codes, forgotten, language, secret, sessions, signing_in)


def install(app: Flask) -> None:
    app.register_blueprint(pages)
