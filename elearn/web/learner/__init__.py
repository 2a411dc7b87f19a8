"""What a learner opens: the next thing, courses, a module and its exercises, the own record."""

from flask import Flask

from elearn.web.learner.views import pages


def install(app: Flask) -> None:
    app.register_blueprint(pages)
