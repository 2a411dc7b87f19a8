"""Words to recognise, with `*` for any letters, as `orosanmäl*`.

No regular expressions: a pattern is a row of texts that must come in order, so that looking for
it takes a time in proportion to the answer's length, whatever an author writes.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from elearn.domain.folding import folded

_PIECE = re.compile(r"`([^`]+)`|\\([*`\\])|(\*)|([^`*\\]+|.)", re.DOTALL)
_STAR = "\0"
"""What stands for a wildcard while a pattern is being read; no text of a course holds it."""
_PUNCTUATION = " .,!?¿¡:;\"'”’“‘»«()"
_MARK_UP = re.compile(r"\*\*|\]\(|\[\^|\{\{|__")


@dataclass(frozen=True)
class Pattern:
    """A row of texts, folded; between two of them anything may stand."""

    pieces: tuple[str, ...]
    example: str
    """What it was read from, with `…` for what may be anything: a text that it matches."""

    @property
    def is_open(self) -> bool:
        return len(self.pieces) > 1

    @property
    def says_something(self) -> bool:
        return any(letter.isalnum() for piece in self.pieces for letter in piece)

    def matches(self, text: str) -> bool:
        """Whether *text* is meant: case, accents, spaces in a row and punctuation around it do
        not matter."""
        return self.fits(forms_of(text))

    def fits(self, forms: Collection[str]) -> bool:
        """Whether the text is meant that *forms*, made by `forms_of`, belong to."""
        return any(map(self._fits, forms))

    def _fits(self, plain: str) -> bool:
        if not self.is_open:
            return plain == self.pieces[0]
        first, *between, last = self.pieces
        if not plain.startswith(first):
            return False
        at = len(first)
        for piece in between:
            found = plain.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return len(plain) - at >= len(last) and plain.endswith(last)


def forms_of(text: str) -> frozenset[str]:
    """*text* folded, as it is and without the punctuation around it."""
    plain = folded(text)
    return frozenset((plain, _bare(plain)))


def pattern_in(raw: str) -> Pattern:
    """The pattern that an author typed; between back-ticks, or after a backslash, `*` is itself."""
    text = "".join(_read(match) for match in _PIECE.finditer(raw)).strip()
    pieces = folded(text).split(_STAR)
    if len(pieces) == 1:
        pieces = [_bare(pieces[0])]
    return Pattern(tuple(pieces), text.replace(_STAR, "…"))


def holds_mark_up(raw: str) -> bool:
    """Whether *raw* has bold, a link, a footnote or a local value outside back-ticks."""
    return _MARK_UP.search(re.sub(r"`[^`]+`|\\.", "", raw)) is not None


def _bare(plain: str) -> str:
    """Without the punctuation around it, unless it is nothing else."""
    return plain.strip(_PUNCTUATION) or plain


def _read(match: re.Match[str]) -> str:
    literal, escaped, star, plain = match.groups()
    return _STAR if star else literal or escaped or plain
