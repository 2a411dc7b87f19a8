"""A page of ours as a PDF that can be read aloud: what its article holds, laid out for paper.

The page itself is the source, so paper and screen cannot differ.
"""

import re
from datetime import datetime
from unicodedata import normalize

from flask import Response

from elearn.interchange.markup_tree import tree_of
from elearn.interchange.paper.typesetting import Sheet, pdf_of
from elearn.store.queries import catalogue
from elearn.web.db import session
from elearn.web.language import chosen
from elearn.web.site import site
from elearn.web.tenant import municipality_id, tenant

PDF = "application/pdf"
MEDIA = re.compile(r"/media/([0-9a-f]{64})")
LONGEST_NAME = 80


def as_pdf(page: str, title: str, *, now: datetime | None = None) -> Response:
    """*page* is HTML with an article; *now* is when the file says that it was made."""
    sheet = Sheet(
        tree=tree_of(page, within="article", pictures=_picture),
        title=title,
        language=chosen(),
        author=tenant().name,
        foot=tenant().name,
    )
    name = f'inline; filename="{plain_name(title)}.pdf"'
    return Response(
        pdf_of(sheet, now=now or site().now()),
        content_type=PDF,
        headers={"Content-Disposition": name},
    )


def plain_name(title: str) -> str:
    """*title* as the name of a file, in plain letters."""
    letters = normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-").lower()[:LONGEST_NAME] or "sheet"


def _picture(address: str) -> bytes | None:
    found = MEDIA.fullmatch(address)
    kept = catalogue.media(session(), municipality_id(), found[1]) if found else None
    return kept[1] if kept else None
