"""Pages without sign-in: the action card, checking a certificate, help, privacy, accessibility."""

from flask import Flask

from elearn.web.public import accessibility, card, certificate, help, privacy
from elearn.web.public.blueprint import pages

VIEWS = (accessibility, card, certificate, help, privacy)


def install(app: Flask) -> None:
    app.register_blueprint(pages)
