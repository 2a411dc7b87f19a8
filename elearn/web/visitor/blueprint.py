"""The pages of open courses hang on this."""

from flask import Blueprint

pages = Blueprint("visitor", __name__)
