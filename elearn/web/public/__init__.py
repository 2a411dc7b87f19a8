"""Pages without sign-in: the action card, help, privacy, accessibility."""

from flask import Flask

from elearn.web.public.views import pages


def install(app: Flask) -> None:
    app.register_blueprint(pages)
