"""Bytes of a file → its lines, or why they are not text. And where mistakes are noted."""

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from elearn.domain.errors import ContentError

MAX_BYTES = 200_000
"""More than any module needs, and little enough to be read at once."""

_INDENT = re.compile(r"^[ \t]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e]")
"""Also those that make a text run the other way than its letters do."""
_HARD_SPACE = re.compile(
    "^[ \t]*[\u00a0\u200b\ufeff]|^[ \t]*(?:#{1,6}|[-*+>]|\\d{1,9}[.)])[ \t]*[\u00a0\u200b]"
    "|^[ \t]*#{1,6}[^:]{0,30}[\u200b\u00ad\ufeff][^:]{0,30}:|\\[\u00a0\\]|\\[[ xX]\\][\u00a0\u200b]"
)
"""Where a sign has to stand alone, or at the edge, to be understood."""
_AFTER_SIGN = re.compile(r"^([ ]*(?:#{1,6}|\d{1,9}[.)]|[-*+>]))\t+")


@dataclass
class Mistakes:
    """What is wrong in one file, collected so that its author hears everything at once."""

    file: str
    errors: list[ContentError] = field(default_factory=list)

    def add(self, code: str, line: int, **values: object) -> None:
        self.errors.append(ContentError(code, self.file, line, values))


def lines_of(data: bytes, mistakes: Mistakes) -> tuple[str, ...]:
    """The lines of *data*, in NFC, with tabs before text as four spaces; empty when unreadable.

    A byte-order mark is dropped, every kind of line end is accepted, and a tab after the sign of
    a list, heading or quote is a space.
    """
    if len(data) > MAX_BYTES:
        mistakes.add("file-too-large", 1, size=len(data), limit=MAX_BYTES)
        return ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mistakes.add("file-not-utf-8", data.count(b"\n", 0, error.start) + 1)
        return ()
    lines = canonical(text).split("\n")
    for number, line in enumerate(lines, start=1):
        if _CONTROL.search(line):
            mistakes.add("control-character", number)
        elif _HARD_SPACE.search(line):
            mistakes.add("hard-space", number)
    return () if mistakes.errors else tuple(map(_with_spaces, lines))


def _with_spaces(line: str) -> str:
    indented = _INDENT.sub(lambda indent: indent[0].expandtabs(4), line)
    return _AFTER_SIGN.sub(r"\1 ", indented)


def canonical(text: str) -> str:
    """*text* in NFC with LF line ends: what versions are computed from."""
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
