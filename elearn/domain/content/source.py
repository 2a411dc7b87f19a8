"""Bytes of a file → its lines, or why they are not text. And where mistakes are noted."""

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from elearn.domain.errors import ContentError

MAX_BYTES = 200_000
"""More than any module needs, and little enough to be read at once."""

_INDENT = re.compile(r"^[ \t]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass
class Mistakes:
    """What is wrong in one file, collected so that its author hears everything at once."""

    file: str
    errors: list[ContentError] = field(default_factory=list)

    def add(self, code: str, line: int, **values: object) -> None:
        self.errors.append(ContentError(code, self.file, line, values))


def lines_of(data: bytes, mistakes: Mistakes) -> tuple[str, ...]:
    """The lines of *data*, in NFC, with tabs before text as four spaces; empty when unreadable.

    A byte-order mark is dropped, and every kind of line end is accepted.
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
            return ()
    return tuple(_INDENT.sub(lambda indent: indent[0].expandtabs(4), line) for line in lines)


def canonical(text: str) -> str:
    """*text* in NFC with LF line ends: what versions are computed from."""
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
