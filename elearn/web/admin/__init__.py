"""What a coordinator and an administrator open: duties, routes, people, units, roles."""

from flask import Flask

from elearn.web.admin.views import pages


def install(app: Flask) -> None:
    app.register_blueprint(pages)
