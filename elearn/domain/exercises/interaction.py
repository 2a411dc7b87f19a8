"""What an exercise asks, in the few words that QTI, SCORM and xAPI share.

The set is closed: pages draw interactions, formats write interactions, and neither ever sees
an exercise type. An interaction holds nothing of the key, nor of the feedback. What is given in
answer is always a set of short texts; each interaction says below what one of them looks like.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Option:
    """One thing to choose, place or mark."""

    id: str
    """The ordinal in the source-language block, from "1"; the same in every translation."""
    text: str
    """Markdown as the author wrote it, or safe HTML in a compiled module."""


@dataclass(frozen=True)
class Choice:
    """Choose one option, or any number of them: their ids. Source: QTI 3.0, choiceInteraction."""

    options: tuple[Option, ...]
    multiple: bool
    shuffle: bool = True
    """Whether each attempt may show the options in an order of its own."""
    before: tuple[str, ...] = ()
    """What is to be read first, in this order: HTML in a compiled module."""


@dataclass(frozen=True)
class Match:
    """Give each on the left one of the right: `left:right`. One of the right may be given to none
    or to several. Source: QTI 3.0, matchInteraction."""

    left: tuple[Option, ...]
    right: tuple[Option, ...]


@dataclass(frozen=True)
class Order:
    """Put all in order: `option:place`, places from 1. Source: QTI 3.0, orderInteraction."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Entry:
    """Type a number or a few words: the text itself, once. Source: QTI 3.0,
    textEntryInteraction."""

    numeric: bool
    unit: str = ""
    """What stands after a number, such as "dagar"; plain text."""
    letters: int = 100
    """The longest text that is taken."""


@dataclass(frozen=True)
class Marking:
    """Mark phrases in a text, and say what is missing from it: their ids. Source: QTI 3.0,
    hottextInteraction."""

    paragraphs: tuple[tuple[str | Option, ...], ...]
    """Each a row of pieces: a text as it is, or a phrase that can be marked."""
    missing: tuple[Option, ...] = ()
    """What could be missing from the text."""


class Scale(StrEnum):
    """A fixed scale; `wording` has the words for its levels."""

    CONCERN = "concern"
    """1 no concern, sure · 2 fairly sure · 3 unsure · 4 concern, unsure · 5 fairly sure · 6 sure"""
    RESPONSE = "response"
    """0 ordinary relation · 1 talk and support · 2 ask a colleague or manager · 3 specialist
    support without naming the person. Source: docs/recognition.md, the ladder."""
    RECALL = "recall"
    """1 no · 2 partly · 3 yes: did I know it?"""


LEVELS: dict[Scale, tuple[str, ...]] = {
    Scale.CONCERN: ("1", "2", "3", "4", "5", "6"),
    Scale.RESPONSE: ("0", "1", "2", "3"),
    Scale.RECALL: ("1", "2", "3"),
}


@dataclass(frozen=True)
class Rating:
    """Choose one level of a scale: the level."""

    scale: Scale
    before: tuple[str, ...] = ()
    """What is to be read first, in this order."""


PASSED = "passed"


@dataclass(frozen=True)
class Passing:
    """Read, think, go on: always `PASSED`. Nothing that is written is ever sent."""

    notes: bool = False
    """Whether to offer a field for own notes, which stays in the browser."""


@dataclass(frozen=True)
class Part:
    """One of several things asked together."""

    id: str
    text: str
    """What it is about; HTML in a compiled module."""
    interaction: "Choice | Rating"


@dataclass(frozen=True)
class Group:
    """Several things asked side by side: `part/answer`."""

    parts: tuple[Part, ...]


Interaction = Choice | Match | Order | Entry | Marking | Rating | Passing | Group
"""Every interaction there is; a `match` over it ends in `assert_never`."""
