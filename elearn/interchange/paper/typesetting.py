"""A tree of what stands on a page → PDF. Typst lays it out: a library, no program beside us.

The tree, title and all words go in as data, which the layout draws and never reads as its own
language. No network: the layout asks for no package, and fonts lie beside it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.interchange.markup_tree import Node

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).resolve().parent
LAYOUT = HERE / "sheet.typ"
ACCESSIBLE: "typst.PDFStandard" = "ua-1"
"""PDF/UA-1, ISO 14289-1: what a PDF must have so that it can be read aloud."""


@dataclass(frozen=True)
class Sheet:
    tree: Node
    title: str
    language: str
    """What its words are in where the tree says nothing else."""
    author: str
    """Whose it is: a municipality."""
    foot: str = ""
    """Stands at the foot of each page, beside its number."""


def pdf_of(sheet: Sheet, *, now: datetime) -> bytes:
    """Tagged, with language and title; the same sheet at the same moment gives the same bytes.

    It follows PDF/UA-1, but where a word has letters of which no font here has a drawing: then
    it is tagged all the same and does not call itself accessible.
    """
    import typst  # few answers need it, and it delays every start

    said = {
        "tree": sheet.tree,
        "title": sheet.title,
        "language": sheet.language,
        "author": sheet.author,
        "foot": sheet.foot,
    }
    inputs = {"sheet": json.dumps(said, ensure_ascii=False)}
    try:
        return _compiled(inputs, now, [ACCESSIBLE])
    except typst.TypstError:
        return _compiled(inputs, now, [])


def _compiled(inputs: dict[str, str], now: datetime, standards: "list[typst.PDFStandard]") -> bytes:
    import typst

    return typst.compile(
        LAYOUT,
        root=HERE,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=standards,
        timestamp=int(now.timestamp()),
    )


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[HERE / "fonts"])
