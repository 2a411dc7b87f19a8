"""Text that is meant for some, folded for those with other work."""

from collections.abc import Callable, Collection

from flask_babel import gettext as _
from markupsafe import Markup, escape

from elearn.domain.content.role_text import folded

Fill = Callable[[str], Markup]


def filler_for(families: Collection[str], fill: Fill) -> Fill:
    """*fill*, after what is for others than *families* has been folded."""
    return lambda html: fill(folded(html, families, _title)) if families else fill(html)


def _title(roles: str) -> str:
    return str(escape(_("For other roles:"))) + f" {roles}"
