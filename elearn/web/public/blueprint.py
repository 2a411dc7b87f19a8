"""What the views of this package hang on."""

from flask import Blueprint

pages = Blueprint("public", __name__)
