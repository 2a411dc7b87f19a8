"""Words and patterns that rules look for; guesses about language, kept where they can be seen.

A match asks an author to look again, nothing more. Patterns are Swedish and English at once,
so that a rule need not know which language it reads.
"""

import re
from collections.abc import Iterator

from elearn.domain.content import plain
from elearn.domain.content.course import ModuleText, Piece, Role, TextBlock

SIGN = re.compile(
    r"\b(?:varnings)?(?:tecken|signal(?:er)?)\b|\b(?:warning )?signs?\b", re.IGNORECASE
)


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern for whole words; a phrase may end in `*` for any ending."""
    parts = (
        re.escape(one.removesuffix("*")) + (r"\w*" if one[-1] == "*" else "") for one in phrases
    )
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def lines_of(module: ModuleText, *roles: Role) -> Iterator[tuple[str, int, Piece]]:
    """Each line of *module* as plain text, with its number; of every role when none is named."""
    for piece in module.pieces():
        if not roles or piece.role in roles:
            for offset, line in enumerate(plain.of_markdown(piece.text).split("\n")):
                if line.strip():
                    yield line, piece.line + offset, piece


def paragraphs_of(block: TextBlock) -> Iterator[tuple[str, int]]:
    """The paragraphs of *block* as Markdown, each with the line it begins on."""
    gathered: list[str] = []
    for offset, line in enumerate([*block.text.split("\n"), ""]):
        if line.strip():
            gathered.append(line)
        elif gathered:
            yield "\n".join(gathered), block.text_line + offset - len(gathered)
            gathered = []


def found(pattern: re.Pattern[str], module: ModuleText, *roles: Role) -> Iterator[tuple[str, int]]:
    """What *pattern* matches in *module*, with its line."""
    for line, number, _ in lines_of(module, *roles):
        for match in pattern.finditer(line):
            yield match[0], number
