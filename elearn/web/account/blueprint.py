"""What the views of this package hang on."""

from flask import Blueprint

pages = Blueprint("account", __name__)
