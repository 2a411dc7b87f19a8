"""What a unit manager opens: who is current and who is due, in the own units."""

from flask import Flask

from elearn.web.manager.views import pages


def install(app: Flask) -> None:
    app.register_blueprint(pages)
