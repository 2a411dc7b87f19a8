"""Pages without sign-in: the action card, help, privacy, accessibility."""

from flask import Flask

from elearn.web.public import accessibility, card, help, privacy
from elearn.web.public.blueprint import pages

VIEWS = (accessibility, card, help, privacy)


def install(app: Flask) -> None:
    app.register_blueprint(pages)
