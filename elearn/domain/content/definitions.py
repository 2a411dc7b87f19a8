"""Footnotes, link targets and marks: what a file defines, taken out of its lines.

A definition belongs to the whole file, wherever it stands, and is never shown where it stands.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from elearn.domain.content.course import LinkTarget, Source
from elearn.domain.content.line import Kind, Line
from elearn.domain.content.raw_html import note_html
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.exercise import Meaning, Phrase

HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ ]+(\S.*))?[ ]*$")

MEANINGS = {
    "tecken": Meaning.SIGNAL,
    "signal": Meaning.SIGNAL,
    "skydd": Meaning.PROTECTIVE,
    "protective": Meaning.PROTECTIVE,
    "neutralt": Meaning.NEUTRAL,
    "neutral": Meaning.NEUTRAL,
    "saknas": Meaning.MISSING,
    "missing": Meaning.MISSING,
}
"""By what stands after the hash, in lower case."""

_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ ]*(.*)$")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]^][^\]]*)\]:[ ]*(\S+)(?:[ ]+[\"'(](.*)[\"')])?[ ]*$")
_LIKE_A_MARK = re.compile(
    rf"^(?:[ >*+-]|\d+[.)] )*\[([^\]]+)\][ ]*:?[ ]*<?#[ ]?(?:{'|'.join(MEANINGS)})(?![\w-])",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]")
_TITLE = re.compile(r"^ *[\"'(]")
_LIST_OR_QUOTE = re.compile(r"^ *(?:>|[-*+] |\d+[.)] )")


@dataclass
class Definitions:
    """What a file defines, by label; those of links and marks in lower case."""

    sources: dict[str, Source] = field(default_factory=dict)
    links: dict[str, LinkTarget] = field(default_factory=dict)
    marks: dict[str, Phrase] = field(default_factory=dict)
    malformed: set[str] = field(default_factory=set)
    """The labels of marks that cannot be read."""
    referred: set[str] = field(default_factory=set)
    """In lower case, whatever stands between square brackets in the rest of the text."""


def take_definitions(lines: list[Line], mistakes: Mistakes) -> Definitions:
    """What *lines* define; the lines that did so are empty afterwards."""
    taking = _Taking(lines, mistakes)
    position = 0
    while position < len(lines):
        taken = taking.take(position)
        for n in range(position, position + taken):
            lines[n] = Line("", Kind.EMPTY, lines[n].number)
        position += max(taken, 1)
    text = "\n".join(line.text for line in lines if line.kind is Kind.TEXT)
    taking.found.referred.update(label.lower() for label in _IN_BRACKETS.findall(text))
    return taking.found


class _Taking:
    """Takes one definition after the other out of *lines*."""

    def __init__(self, lines: list[Line], mistakes: Mistakes) -> None:
        self.found = Definitions()
        self._lines = lines
        self._mistakes = mistakes
        self._line_by_footnote: dict[str, int] = {}
        self._line_by_label: dict[str, int] = {}

    def take(self, position: int) -> int:
        """How many lines the definition at *position* has; 0 when there is none."""
        line = self._lines[position]
        if line.kind is not Kind.TEXT:
            return 0
        for pattern, take in self._patterns():
            if match := pattern.match(line.text):
                return take(match, position)
        return 0

    def _patterns(self) -> tuple[tuple[re.Pattern[str], "_Take"], ...]:
        return (
            (_FOOTNOTE, self._footnote),
            (_DEFINITION, self._definition),
            (_LIKE_A_MARK, self._malformed),
        )

    def _footnote(self, match: re.Match[str], position: int) -> int:
        taken, number = self._length(position), self._lines[position].number
        following = (self._lines[position + n].text.strip() for n in range(1, taken))
        text = " ".join([match[2], *following]).strip()
        if not self._is_twice(match[1], self._line_by_footnote, number):
            self.found.sources[match[1]] = Source(match[1], text, number)
        note_html(text, number, self._mistakes)
        return taken

    def _definition(self, match: re.Match[str], position: int) -> int:
        number, label, url = self._lines[position].number, match[1].lower(), match[2].strip("<>")
        title = match[3] or ""
        meaning = MEANINGS.get(url.lower().removeprefix("#")) if url.startswith("#") else None
        if meaning is None and (like := _LIKE_A_MARK.match(match[0])):
            return self._malformed(like, position)
        if self._is_twice(label, self._line_by_label, number):
            return 1
        if meaning is None:
            self.found.links[label] = LinkTarget(url, title, number)
            return 1
        self.found.marks[label] = Phrase(match[1], meaning, title, number)
        note_html(title, number, self._mistakes)
        return 1 if title or not self._title_follows(position) else self._malformed(match, position)

    def _malformed(self, match: re.Match[str], position: int) -> int:
        """Whatever pattern found it, *match* has its label first."""
        self.found.malformed.add(match[1].lower())
        self._mistakes.add("mark-malformed", self._lines[position].number, label=match[1])
        return 1

    def _is_twice(self, label: str, line_by_label: dict[str, int], line: int) -> bool:
        first = line_by_label.setdefault(label, line)
        if first != line:
            is_footnote = line_by_label is self._line_by_footnote
            label = f"^{label}" if is_footnote else label
            self._mistakes.add("label-twice", line, label=label, first=first)
        return first != line

    def _title_follows(self, position: int) -> bool:
        after = self._lines[position + 1 : position + 2]
        return any(line.kind is Kind.TEXT and _TITLE.match(line.text) for line in after)

    def _length(self, position: int) -> int:
        """How many lines the footnote at *position* has: it goes on while plain text follows."""
        end = position + 1
        while end < len(self._lines) and _continues(self._lines[end]):
            end += 1
        return end - position


_Take = Callable[[re.Match[str], int], int]


def _continues(line: Line) -> bool:
    starts = (_FOOTNOTE, _DEFINITION, HEADING, _LIST_OR_QUOTE)
    return line.kind is Kind.TEXT and not any(start.match(line.text) for start in starts)
