"""The one blueprint that every file of this package hangs its views on."""

from flask import Blueprint

pages = Blueprint("author", __name__, url_prefix="/author")
