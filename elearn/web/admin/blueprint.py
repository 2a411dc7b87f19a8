"""The one blueprint that every file of this package hangs its views on."""

from datetime import date, timedelta

from flask import Blueprint

from elearn.web.page import dateformat

pages = Blueprint("admin", __name__, url_prefix="/admin")


@pages.app_template_filter("lastday")
def lastday(to_on: date | None) -> str:
    """The last day of what ends before *to_on*, as people write it; empty for None."""
    return dateformat(to_on - timedelta(days=1)) if to_on else ""
