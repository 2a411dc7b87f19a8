"""Signing in and out, one-time codes, own secret, own sessions, language."""

from flask import Flask

from elearn.web.account.views import pages


def install(app: Flask) -> None:
    app.register_blueprint(pages)
