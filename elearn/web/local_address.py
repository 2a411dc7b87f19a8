"""Where a form may send its reader back to: only ever to a page of this site."""

from urllib.parse import urlsplit

LONGEST = 500


def local_address(target: str | None) -> str | None:
    """*target* when it is a path of this site, else None."""
    if not target or len(target) > LONGEST or not target.isprintable():
        return None
    if not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target
