"""The body of an exercise → its pieces: stem, task list, feedback, hints, explanation.

What the pieces mean is for the exercise type to say. Nothing is guessed: a line that could be
read in two ways is a mistake, because the other way may show the answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from elearn.domain.content.course import Located
from elearn.domain.content.outline import Kind, Line, Section
from elearn.domain.content.record import nearest
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.exercise import Body, Item

ENTRY = re.compile(r"^( *)(?:(\d{1,9})[.)]|[-*+])(?:[ ]+(.*))?$")
BOX = re.compile(r"^\[([ xX])\](?:[ ]+(.*))?$")
_LIKE_A_BOX = re.compile(r"^\[(?!\^)[^\[\]]{0,3}\](?![(\[:])")
_QUOTE = re.compile(r"^( *)>[ ]?(.*)$")
_LABEL = re.compile(r"^\*\*([^*:]{1,40})(?::\*\*|\*\*:)[ ]*(.*)$")
_CONFIDENCE = re.compile(r"^\*\*(?:Säkerhet|Confidence)(?::\*\*|\*\*:)", re.IGNORECASE)
_MARGIN = 2
"""Spaces, counted from the first option, from which a line belongs to the option above it."""
_CODE_MARGIN = 4
"""Spaces from which Markdown takes a line for code."""


class Label(Enum):
    """What a quote with a bold label is."""

    HINT = auto()
    EXPLANATION = auto()
    LATER = auto()
    """Part of the format, but of no exercise type that is here yet."""


LABELS: Mapping[str, Label] = {
    "ledtråd": Label.HINT,
    "hint": Label.HINT,
    "förklaring": Label.EXPLANATION,
    "explanation": Label.EXPLANATION,
    "exempelsvar": Label.LATER,
    "model answer": Label.LATER,
    "obs": Label.LATER,
    "notice": Label.LATER,
    "svar": Label.LATER,
    "answer": Label.LATER,
}


@dataclass
class Entry:
    """An option while it is being read."""

    checked: bool
    kind: Body
    line: int
    text: list[str]
    feedback: list[str] = field(default_factory=list)

    def item(self) -> Item:
        return Item(
            " ".join(filter(None, self.text)),
            self.checked,
            "\n".join(self.feedback).strip(),
            self.line,
            raw=" ".join(filter(None, self.text)),
        )


@dataclass
class Pieces:
    """An exercise cut up; everything in the order of the file."""

    stem: list[str] = field(default_factory=list)
    """Line by line from the heading on, those of other pieces empty."""
    entries: list[Entry] = field(default_factory=list)
    hints: list[Located] = field(default_factory=list)
    explanations: list[Located] = field(default_factory=list)


def read_pieces(section: Section, mistakes: Mistakes) -> Pieces:
    """The pieces of *section*; what belongs to none of them is noted."""
    reader = _Reader(mistakes)
    for line in section.lines:
        reader.read(line)
    reader.end_quote()
    return reader.pieces


class _Reader:
    """Reads line by line; remembers the quote it is in and whether a blank line came before."""

    def __init__(self, mistakes: Mistakes) -> None:
        self.pieces = Pieces()
        self._mistakes = mistakes
        self._quote: list[str] = []
        self._quote_line = 0
        self._after_blank = True
        self._margin = _CODE_MARGIN
        self._closed = False
        """Whether a quote with a label has ended the task list."""

    def read(self, line: Line) -> None:
        quote = _QUOTE.match(line.text) if line.kind is Kind.TEXT else None
        if quote and not self._belongs_to_option(line.text):
            self._begin_or_go_on(quote[2], line.number)
        else:
            self.end_quote()
            self._read_unquoted(line, quote)
        self._after_blank = line.kind is Kind.EMPTY

    def _read_unquoted(self, line: Line, quote: re.Match[str] | None) -> None:
        entry = ENTRY.match(line.text) if line.kind is Kind.TEXT else None
        if line.kind is Kind.EMPTY:
            self._blank()
        elif line.kind is Kind.TEXT and _CONFIDENCE.match(line.text.strip()):
            self._mistakes.add("confidence-not-supported", line.number)
        elif quote:
            self.pieces.entries[-1].feedback.append(quote[2])
        elif entry and (self.pieces.entries or _LIKE_A_BOX.match(entry[3] or "")):
            self._entry(entry, line)
        elif not self.pieces.entries:
            self.pieces.stem.append(line.text)
        else:
            self._continue_option(line)

    def _blank(self) -> None:
        if not self.pieces.entries:
            self.pieces.stem.append("")
        elif self.pieces.entries[-1].feedback:
            self.pieces.entries[-1].feedback.append("")

    def _entry(self, entry: re.Match[str], line: Line) -> None:
        box = BOX.match(entry[3] or "")
        if len(entry[1]) >= self._margin:
            self._mistakes.add("option-indented", line.number)
        elif box is None:
            malformed = _LIKE_A_BOX.match(entry[3] or "")
            self._mistakes.add("box-malformed" if malformed else "option-without-box", line.number)
        elif not self._follows_bare_entry() and not self._closed:
            self._margin = min(self._margin, len(entry[1]) + _MARGIN)
            kind = Body.NUMBERED_TASKS if entry[2] else Body.BULLETED_TASKS
            self._add(Entry(box[1] != " ", kind, line.number, [(box[2] or "").strip()]))
        else:
            self._mistakes.add("list-broken", line.number)

    def _follows_bare_entry(self) -> bool:
        """Whether the line before is an entry without a box, so that one list has both."""
        if self.pieces.entries or self._after_blank or not self.pieces.stem:
            return False
        return ENTRY.match(self.pieces.stem[-1]) is not None

    def _add(self, entry: Entry) -> None:
        if not entry.text[0]:
            self._mistakes.add("option-empty", entry.line)
        elif self.pieces.entries and self.pieces.entries[0].kind is not entry.kind:
            self._mistakes.add("list-mixed", entry.line)
        self.pieces.entries.append(entry)

    def _continue_option(self, line: Line) -> None:
        """Text that runs on is part of the option; any other text is out of place."""
        option = self.pieces.entries[-1]
        runs_on = not self._after_blank or self._belongs_to_option(line.text)
        if line.kind is Kind.FENCE or option.feedback or not runs_on or self._closed:
            self._mistakes.add("text-after-options", line.number)
        else:
            option.text.append(line.text.strip())

    def _belongs_to_option(self, text: str) -> bool:
        indent = len(text) - len(text.lstrip(" "))
        return bool(self.pieces.entries) and not self._closed and indent >= self._margin

    def _begin_or_go_on(self, text: str, number: int) -> None:
        label = _LABEL.match(text.strip())
        if label and label[1].strip().lower() in LABELS:
            self.end_quote()
        if not self._quote:
            self._quote_line = number
        self._quote.append(text)

    def end_quote(self) -> None:
        """Give the quote that has just ended to where it belongs."""
        if not self._quote:
            return
        lines, self._quote = self._quote, []
        match = _LABEL.match(lines[0].strip())
        label = match[1].strip() if match else ""
        meaning, near = LABELS.get(label.lower()), nearest(label.lower(), LABELS)
        if match and meaning:
            text = "\n".join([match[2], *lines[1:]]).strip()
            self._labelled(meaning, label, Located(text, self._quote_line))
            self.pieces.stem.extend("" for _ in lines if not self.pieces.entries)
            self._closed = bool(self.pieces.entries)
        elif match and (self.pieces.entries or near):
            self._mistakes.add("label-unknown", self._quote_line, label=label, near=near)
        elif self.pieces.entries:
            self._mistakes.add("feedback-not-indented", self._quote_line)
        else:
            self.pieces.stem.extend(f"> {text}" for text in lines)

    def _labelled(self, meaning: Label, label: str, text: Located) -> None:
        match meaning:
            case Label.LATER:
                self._mistakes.add("label-not-supported", text.line, label=label)
            case _ if not text.text:
                self._mistakes.add("label-empty", text.line, label=label)
            case Label.HINT:
                self.pieces.hints.append(text)
            case Label.EXPLANATION if self.pieces.explanations:
                self._mistakes.add("explanation-twice", text.line)
            case Label.EXPLANATION:
                self.pieces.explanations.append(text)
