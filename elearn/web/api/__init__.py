"""HTTP for machines: is it alive, is it ready, how is it doing."""

from flask import Flask

from elearn.web.api.health import endpoints


def install(app: Flask) -> None:
    app.register_blueprint(endpoints)
