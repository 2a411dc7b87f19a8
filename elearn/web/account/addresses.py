"""Where to go afterwards: only ever to a page of this site."""

from urllib.parse import urlsplit

from flask import url_for

LONGEST = 2000


def own_address(target: str | None) -> str:
    """*target* when it is a path of this site, else the first page.

    Browsers drop tabs and line breaks from an address and read a backslash as a slash, so a
    target with one of these is not taken for a path.
    """
    if target and len(target) <= LONGEST and _is_path(target):
        return target
    return url_for("learner.home")


def _is_path(target: str) -> bool:
    if not target.startswith("/") or target.startswith("//") or "\\" in target:
        return False
    if not target.isprintable():
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
