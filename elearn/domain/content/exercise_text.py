"""The body of an exercise → its pieces: stem, list, passage, feedback, quotes with labels.

What the pieces mean is for the exercise type to say. Nothing is guessed: a line that could be
read in two ways is a mistake, because the other way may show the answer.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from elearn.domain.content.course import Located
from elearn.domain.content.line import Kind, Line
from elearn.domain.content.record import nearest
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.exercise import Body

ENTRY = re.compile(r"^( *)(?:(\d{1,9})[.)]|[-*+])(?:[ ]+(.*))?$")
BOX = re.compile(r"^\[([ xX])\](?:[ ]+(.*))?$")
_LIKE_A_BOX = re.compile(r"^\[(?!\^)[^\[\]]{0,3}\](?![(\[:])")
_LIKE_A_LINK = re.compile(r"^\[(?!\^)")
_QUOTE = re.compile(r"^( *)>[ ]?(.*)$")
_LABEL = re.compile(r"^\*\*([^*:]{1,40})(?::\*\*|\*\*:)[ ]*(.*)$")
_BARE_LABEL = re.compile(r"^[*_]{0,2}([^*_:]{1,40})[*_]{0,2}:[*_]{0,2}(?: |$)")
_CONFIDENCE = re.compile(r"^\*\*(?:Säkerhet|Confidence)(?::\*\*|\*\*:)(.*)$", re.IGNORECASE)
_MARGIN = 2
"""Spaces, counted from the first option, from which a line belongs to the option above it."""
_CODE_MARGIN = 4
"""Spaces from which Markdown takes a line for code."""


class Label(Enum):
    """What a quote with a bold label is."""

    HINT = auto()
    EXPLANATION = auto()
    MODEL_ANSWER = auto()
    ANSWER = auto()
    NOTICE = auto()


LABELS: Mapping[str, Label] = {
    "ledtråd": Label.HINT,
    "hint": Label.HINT,
    "förklaring": Label.EXPLANATION,
    "explanation": Label.EXPLANATION,
    "exempelsvar": Label.MODEL_ANSWER,
    "model answer": Label.MODEL_ANSWER,
    "svar": Label.ANSWER,
    "answer": Label.ANSWER,
    "obs": Label.NOTICE,
    "notice": Label.NOTICE,
}
_ABOUT_AN_ANSWER = frozenset({Label.MODEL_ANSWER, Label.ANSWER})
_OF_A_PART = frozenset({Label.EXPLANATION})


@dataclass(frozen=True)
class Shape:
    """What may stand in a body."""

    boxes: bool
    """Entries with a box."""
    plain: bool = False
    """Entries without one."""
    links: bool = False
    """Entries that are a link to another part, with or without a box."""
    passage: bool = False
    """A quote in which phrases are marked."""
    labels: Collection[Label] = frozenset(Label)

    @classmethod
    def of(cls, bodies: Collection[Body]) -> "Shape":
        """What may stand in an exercise that has one of *bodies*."""
        boxes = not {Body.NUMBERED_TASKS, Body.BULLETED_TASKS}.isdisjoint(bodies)
        plain = not {Body.NUMBERED, Body.BULLETED}.isdisjoint(bodies)
        labels = set(Label) - (set() if Body.PROSE in bodies else _ABOUT_AN_ANSWER)
        return cls(boxes, plain, passage=Body.PASSAGE in bodies, labels=labels)

    @property
    def takes_a_list(self) -> bool:
        return self.boxes or self.plain or self.links

    def begins_list(self, content: str) -> bool:
        """Whether the entry that holds *content* is an option and no list in the text."""
        if self.links and _LIKE_A_LINK.match(content):
            return True
        return self.plain or (self.boxes and bool(_LIKE_A_BOX.match(content)))


PART_SHAPE = Shape(boxes=True, links=True, labels=_OF_A_PART)
"""What may stand under a `####` heading."""
PREFACE_SHAPE = Shape(boxes=False)
"""What may stand above the first of them."""


@dataclass
class Entry:
    """An option while it is being read."""

    numbered: bool
    boxed: bool
    checked: bool
    line: int
    lines: list[str]
    feedback: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(filter(None, self.lines))


@dataclass
class Pieces:
    """An exercise cut up; everything in the order of the file."""

    stem: list[str] = field(default_factory=list)
    """Line by line from the heading on, those of other pieces empty."""
    entries: list[Entry] = field(default_factory=list)
    passage: list[Located] = field(default_factory=list)
    """The quotes without a label, where phrases may be marked in them."""
    quotes: dict[Label, list[Located]] = field(default_factory=dict)
    confidence: Located | None = None
    """The line about how sure one is."""

    def quote(self, label: Label) -> Located | None:
        return next(iter(self.quotes.get(label, ())), None)


def read_pieces(lines: Iterable[Line], shape: Shape, mistakes: Mistakes) -> Pieces:
    """The pieces of *lines*; what belongs to none of them is noted."""
    reader = _Reader(shape, mistakes)
    for line in lines:
        reader.read(line)
    reader.end_quote()
    return reader.pieces


class _Reader:
    """Reads line by line; remembers the quote it is in and whether a blank line came before."""

    def __init__(self, shape: Shape, mistakes: Mistakes) -> None:
        self.pieces = Pieces()
        self._shape = shape
        self._mistakes = mistakes
        self._quote: list[str] = []
        self._quote_line = 0
        self._after_blank = True
        self._margin = _CODE_MARGIN
        self._closed = False
        """Whether a quote with a label has ended the list."""
        self._in_text_list = False
        """Whether the text has a list, in which an indented quote looks like feedback."""

    def read(self, line: Line) -> None:
        quote = _QUOTE.match(line.text) if line.kind is Kind.TEXT else None
        self._note_feedback_to_nothing(line, quote)
        if quote and not self._belongs_to_option(line.text):
            self._begin_or_go_on(quote[2], line.number)
        else:
            self.end_quote()
            self._read_unquoted(line, quote)
        self._after_blank = line.kind is Kind.EMPTY

    def _note_feedback_to_nothing(self, line: Line, quote: re.Match[str] | None) -> None:
        is_indented = quote is not None and len(quote[1]) >= _MARGIN
        if is_indented and self._in_text_list and not self._shape.takes_a_list:
            self._mistakes.add("options-not-here", line.number)

    def _read_unquoted(self, line: Line, quote: re.Match[str] | None) -> None:
        is_text = line.kind is Kind.TEXT
        entry = ENTRY.match(line.text) if is_text else None
        if line.kind is Kind.EMPTY:
            self._blank()
        elif is_text and (confidence := _CONFIDENCE.match(line.text.strip())):
            self._confidence(Located(confidence[1].strip(), line.number))
        elif quote:
            self.pieces.entries[-1].feedback.append(quote[2])
        elif entry and (self.pieces.entries or self._shape.begins_list(entry[3] or "")):
            self._entry(entry, line)
        elif self.pieces.entries:
            self._continue_option(line)
        else:
            self._text(line, entry)

    def _text(self, line: Line, entry: re.Match[str] | None) -> None:
        """A line of the stem, unless it stands or looks as if it were something else."""
        if self.pieces.passage:
            self._mistakes.add("text-after-passage", line.number)
        elif entry and not self._shape.takes_a_list and _LIKE_A_BOX.match(entry[3] or ""):
            self._mistakes.add("options-not-here", line.number)
        self._in_text_list = self._in_text_list or entry is not None
        self.pieces.stem.append(line.text)

    def _confidence(self, line: Located) -> None:
        if self.pieces.confidence:
            self._mistakes.add("confidence-twice", line.line)
        self.pieces.confidence = line
        self._closed = bool(self.pieces.entries)
        if not self.pieces.entries:
            self.pieces.stem.append("")

    def _blank(self) -> None:
        if not self.pieces.entries:
            self.pieces.stem.append("")
        elif self.pieces.entries[-1].feedback:
            self.pieces.entries[-1].feedback.append("")

    def _entry(self, entry: re.Match[str], line: Line) -> None:
        content = (entry[3] or "").strip()
        box = BOX.match(content)
        if len(entry[1]) >= self._margin:
            self._mistakes.add("option-indented", line.number)
        elif box is None and _LIKE_A_BOX.match(content):
            self._mistakes.add("box-malformed", line.number)
        elif self._follows_bare_entry() or self._closed:
            self._mistakes.add("list-broken", line.number)
        else:
            self._note_box(box, line.number)
            self._margin = min(self._margin, len(entry[1]) + _MARGIN)
            text = (box[2] or "").strip() if box else content
            boxed = box is not None and self._shape.boxes
            checked = box is not None and box[1] != " "
            self._add(Entry(bool(entry[2]), boxed, checked, line.number, [text]))

    def _note_box(self, box: re.Match[str] | None, line: int) -> None:
        """Note a box that is lacking, or that there must not be."""
        if box and not self._shape.boxes:
            self._mistakes.add("box-not-here", line)
        elif not box and not (self._shape.plain or self._shape.links):
            self._mistakes.add("option-without-box", line)

    def _follows_bare_entry(self) -> bool:
        """Whether the line before is an entry without a box, so that one list has both."""
        if self.pieces.entries or self._after_blank or not self.pieces.stem:
            return False
        return ENTRY.match(self.pieces.stem[-1]) is not None

    def _add(self, entry: Entry) -> None:
        if not entry.text:
            self._mistakes.add("option-empty", entry.line)
        elif self.pieces.entries and self.pieces.entries[0].numbered is not entry.numbered:
            self._mistakes.add("list-mixed", entry.line)
        self.pieces.entries.append(entry)

    def _continue_option(self, line: Line) -> None:
        """Text that runs on is part of the option; any other text is out of place."""
        option = self.pieces.entries[-1]
        runs_on = not self._after_blank or self._belongs_to_option(line.text)
        if line.kind is Kind.FENCE or option.feedback or not runs_on or self._closed:
            self._mistakes.add("text-after-options", line.number)
        else:
            option.lines.append(line.text.strip())

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
        elif bare := _bare_label(lines[0]):
            self._mistakes.add("label-not-bold", self._quote_line, label=bare)
        else:
            self._unlabelled(lines)

    def _unlabelled(self, lines: list[str]) -> None:
        if self.pieces.entries:
            self._mistakes.add("feedback-not-indented", self._quote_line)
        elif self._shape.passage:
            self.pieces.passage.append(Located("\n".join(lines), self._quote_line))
            self.pieces.stem.extend("" for _ in lines)
        else:
            self.pieces.stem.extend(f"> {text}" for text in lines)

    def _labelled(self, meaning: Label, label: str, text: Located) -> None:
        earlier = self.pieces.quotes.setdefault(meaning, [])
        if meaning not in self._shape.labels:
            self._mistakes.add("label-not-here", text.line, label=label)
        elif not text.text:
            self._mistakes.add("label-empty", text.line, label=label)
        elif earlier and meaning is not Label.HINT:
            is_part = self._shape.labels == _OF_A_PART
            code = "label-repeated-in-part" if is_part else "label-repeated"
            self._mistakes.add(code, text.line, label=label)
        else:
            earlier.append(text)


def _bare_label(text: str) -> str:
    """The label with which a quote begins that lacks its asterisks; empty when there is none."""
    match = _BARE_LABEL.match(text.strip())
    label = match[1].strip() if match else ""
    return label if label.lower() in LABELS else ""
