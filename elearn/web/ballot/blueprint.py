"""The pages of ballots hang on this."""

from flask import Blueprint

pages = Blueprint("ballot", __name__)
