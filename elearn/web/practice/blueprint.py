"""The pages of practice hang on this."""

from flask import Blueprint

pages = Blueprint("practice", __name__)
