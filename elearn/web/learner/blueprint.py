"""The learner's pages hang on this."""

from flask import Blueprint

pages = Blueprint("learner", __name__)
