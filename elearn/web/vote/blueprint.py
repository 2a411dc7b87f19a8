"""The pages of votes hang on this."""

from flask import Blueprint

pages = Blueprint("vote", __name__)
