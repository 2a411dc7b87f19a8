"""What a piece of Markdown refers to: links, pictures, footnotes and slots, with their lines.

Fences and code spans refer to nothing.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from elearn.domain.content.raw_html import without_code

SLOT = re.compile(r"\{\{[ ]*(lokal\.[a-z0-9-]+(?:\.[a-z]+)?)[ ]*\}\}")
"""A local value, filled in for each reader: `{{lokal.key}}` or `{{lokal.key.phone}}`."""

_TARGET = r"<[^<>]*>|(?:[^\s()]|\([^\s()]*\))*"
_LINK = re.compile(
    rf"(!?)\[([^\[\]]*)\](?:\([ ]*({_TARGET})(?:[ ]+\"[^\"]*\")?[ ]*\)|\[([^\[\]]*)\])"
)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_BRACES = re.compile(r"\{\{[^{}]*\}?\}?|\}\}")


class Link(NamedTuple):
    """`[text](target)`, `[text][label]`, or the same with `!` before it."""

    text: str
    target: str
    """Empty for a link by label."""
    label: str
    """In lower case; empty for a link by target."""
    is_image: bool
    offset: int
    """In lines from the beginning of the piece."""


def links_in(text: str) -> Iterator[Link]:
    for offset, line in _lines(text):
        for match in _LINK.finditer(line):
            label = "" if match[4] is None else (match[4] or match[2]).lower()
            target = (match[3] or "").strip("<>")
            yield Link(match[2].strip(), target, label, bool(match[1]), offset)


def footnotes_in(text: str) -> Iterator[tuple[str, int]]:
    """The labels that *text* refers to, each with its line from the beginning."""
    for offset, line in _lines(text):
        for match in _FOOTNOTE.finditer(line):
            yield match[1], offset


def slots_in(text: str) -> Iterator[tuple[str, int]]:
    """The names of slots, such as `lokal.samordnare`, each with its line from the beginning.

    A name is empty where there are braces that are no slot.
    """
    for offset, line in enumerate(text.split("\n")):
        for match in _BRACES.finditer(line):
            slot = SLOT.fullmatch(match[0])
            yield slot[1] if slot else "", offset


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines outside fences, without their code spans; fences are as `outline` writes them."""
    fence = ""
    for offset, line in enumerate(text.split("\n")):
        if fence:
            fence = "" if line == fence else fence
        elif line.startswith("```"):
            fence = line
        else:
            yield offset, without_code(line)
