"""The one blueprint that every file of this package hangs its views on."""

from flask import Blueprint

pages = Blueprint("manager", __name__)
