"""What every exercise type promises; the types themselves are the files of `types/`.

A type is open (drop a file in), an interaction is closed (see `interaction.py`). The type to
copy is `types/single_choice.py`.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar, NoReturn, Protocol, Self

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.interaction import Choice, Interaction
from elearn.domain.exercises.panel_item import PanelItem
from elearn.domain.recognition.panel_votes import Tally

Answer = Collection[str]
"""What was given, as `interaction.py` says, in a tuple, list or set; empty when nothing was."""

Key = frozenset[str]
"""What is right, written as an answer; empty where nothing is right or wrong."""


class Body(StrEnum):
    """The shapes that what there is to answer can have."""

    NUMBERED_TASKS = "numbered-tasks"
    """`1. [x] text`"""
    BULLETED_TASKS = "bulleted-tasks"
    """`- [x] text`"""
    NUMBERED = "numbered"
    """`1. text`"""
    BULLETED = "bulleted"
    """`- text`, with `left → right` cut in two"""
    PASSAGE = "passage"
    """A quote with phrases such as `[phrase][k1]`"""
    PARTS = "parts"
    """`#### Word: name` and below each a body of its own"""
    PROSE = "prose"
    """Nothing but text and quotes with labels"""


@dataclass(frozen=True)
class Item:
    """One entry of a list."""

    text: str
    checked: bool = False
    """Whether the author marked it as right."""
    feedback: str = ""
    """What the learner reads afterwards about having chosen it; empty when unwritten."""
    line: int = 0
    """Where the author finds it; 0 in a compiled module."""
    raw: str = ""
    """The text as the author typed it, never rendered: what numbers and words are read from."""
    partner: str = ""
    """What stands after the arrow in `left → right`."""
    target: str = ""
    """Where `[text](#target "title")` leads, without the hash, when that link is all of it."""
    title: str = ""
    """What its title says."""


class Meaning(StrEnum):
    """What a phrase of a passage is, by where its definition leads."""

    SIGNAL = "signal"
    PROTECTIVE = "protective"
    NEUTRAL = "neutral"
    MISSING = "missing"
    """Not in the passage at all."""


@dataclass(frozen=True)
class Phrase:
    """A definition such as `[k1]: #tecken "why"`."""

    label: str
    meaning: Meaning
    why: str
    line: int = 0


@dataclass(frozen=True)
class Run:
    """A piece of a passage."""

    text: str
    label: str = ""
    """Of the phrase that it is; empty for text that cannot be marked."""


@dataclass(frozen=True)
class SubPart:
    """What stands under a `#### Word: name`."""

    word: str
    """In English and lower case, whatever the language of the text: step, end, case."""
    name: str
    spec: "Spec"
    line: int = 0


@dataclass(frozen=True)
class Spec:
    """An exercise cut into its pieces, not yet understood: what a type reads.

    The pieces are Markdown when they come from an author and safe HTML when they come from a
    compiled module; a type passes them on and never looks inside. What it must look into is kept
    raw: `Item.raw`, names, labels, settings.
    """

    stem: str
    items: tuple[Item, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    """What the comment under the heading says, but for what every exercise shares."""
    shuffle: bool = True
    body: Body = Body.PROSE
    model_answer: str = ""
    """The quote labelled `Exempelsvar` or `Model answer`."""
    answer: str = ""
    """The quote labelled `Svar` or `Answer`."""
    explanation: str = ""
    """The quote labelled `Förklaring` or `Explanation`, where it belongs to a part."""
    passage: tuple[tuple[Run, ...], ...] = ()
    """By paragraph."""
    phrases: tuple[Phrase, ...] = ()
    """Those that the passage refers to, and what is missing from it, in the order of the file."""
    parts: tuple[SubPart, ...] = ()

    def rendered(self, render: Callable[[str], str], render_line: Callable[[str], str]) -> "Spec":
        """The same exercise with *render* applied to blocks and *render_line* to lines."""

        def block(text: str) -> str:
            return text and render(text)

        def line(text: str) -> str:
            return text and render_line(text)

        return replace(
            self,
            stem=block(self.stem),
            items=tuple(
                replace(
                    item,
                    text=line(item.text),
                    partner=line(item.partner),
                    feedback=block(item.feedback),
                )
                for item in self.items
            ),
            model_answer=block(self.model_answer),
            answer=block(self.answer),
            explanation=block(self.explanation),
            passage=tuple(
                tuple(replace(run, text=line(run.text)) for run in paragraph)
                for paragraph in self.passage
            ),
            phrases=tuple(replace(phrase, why=line(phrase.why)) for phrase in self.phrases),
            parts=tuple(
                replace(part, spec=part.spec.rendered(render, render_line)) for part in self.parts
            ),
        )


@dataclass(frozen=True)
class Where:
    """The place in a course to which a type ascribes what it cannot accept."""

    file: str
    line: int

    def refuse(self, code: str, *, line: int | None = None, **values: object) -> NoReturn:
        """Raise: ContentError with *code*, at *line* or else at the heading."""
        raise ContentError(code, self.file, line or self.line, values)


@dataclass(frozen=True)
class Outcome:
    """How one answer was judged."""

    credit: float | None
    """From 0 to 1; None where nothing is right or wrong."""
    marks: Mapping[str, int] = field(default_factory=dict)
    """Named counts that a type reports, such as hits and false alarms."""


class Verdict(StrEnum):
    """What a remark says of what it is about."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    """It would have been right, and was not given."""
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Remark:
    """One thing to say about an answer."""

    verdict: Verdict
    said: str
    """What was given, or should have been; HTML in a compiled module."""
    why: str = ""
    """The author's feedback on it; empty when unwritten."""
    code: str = ""
    """Where *said* needs words that the author did not write: what `wording` calls it."""
    values: Mapping[str, int] = field(default_factory=dict)
    """What the words of *code* mention, by name."""
    about: str = ""
    """The text that was answered, where the exercise shows several; HTML in a compiled module."""
    further: tuple["Remark", ...] = ()
    """What else is said of the same, a whole sentence each, by their codes."""


@dataclass(frozen=True)
class Done:
    """Nothing more is asked."""


@dataclass(frozen=True)
class Box:
    """A place of a story on paper."""

    number: int
    text: str
    ways: tuple[tuple[str, int], ...]
    """What can be chosen, and the number of the box that it leads to."""
    is_end: bool
    explanation: str = ""
    """What is said of it afterwards, whatever was chosen."""


class Exercise(Protocol):
    """One type of exercise. Subclass it, so that the rest comes along."""

    name: ClassVar[str]
    """Kebab-case; what `type:` in a comment says."""
    keywords: ClassVar[Mapping[str, str]]
    """By language, what stands before the colon in the heading; types may share one."""
    bodies: ClassVar[frozenset[Body]]
    """The shapes it can have; they tell apart the types that share a keyword."""
    settings: ClassVar[frozenset[str]]
    """The settings that only this type understands."""
    words: ClassVar[Mapping[str, str]] = {}
    """What may stand before the colon under `####`, in lower case, and what it is in English."""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        """The exercise that *spec* describes. Raises: ContentError."""
        ...

    def interaction(self) -> Interaction:
        """What is asked first, without anything of the key."""
        ...

    def key(self) -> Key:
        """What is right; for grading and for formats."""
        ...

    def essence(self) -> Hashable:
        """What a translation has in common with its source, whatever its language."""
        return self.key()

    def is_scored(self) -> bool:
        """Whether an answer can be right or wrong; an empty key can be right, too."""
        return bool(self.key())

    def grade(self, answer: Answer) -> Outcome:
        """What *answer* is worth; an empty one is a wrong one. Raises: BadAnswer.

        Where several things are asked one after the other, *answer* is what `joined` makes.
        """
        ...

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """What is to be said about *answer*, in the author's order. Raises: BadAnswer."""
        ...

    def unchosen(self, answer: Answer) -> tuple[Remark, ...]:
        """What the author has to say of what `remarks` on *answer* left unsaid. It gives the key
        away: never tell it while the exercise can still be answered. Raises: BadAnswer."""
        return ()

    def step(self, answers: Sequence[Answer]) -> Interaction | Done:
        """What is asked after *answers*. Most exercises ask one thing."""
        return Done() if answers else self.interaction()

    def length(self) -> int | None:
        """How many questions are asked one after the other; None where that is not known."""
        return None

    def whole(self, answers: Sequence[Answer]) -> tuple[str, ...]:
        """*answers*, one a question and at least one, as the one answer that is graded."""
        first, *more = answers
        return joined(answers) if more else tuple(sorted(first))

    def counted(self, answer: Answer) -> tuple[str, ...]:
        """What counters may count of *answer*: never anything that was typed."""
        return tuple(sorted(answer))

    def on_paper(self) -> tuple[Interaction, ...]:
        """What is printed, one thing below the other: nothing that the key shows in."""
        return (self.interaction(),)

    def boxes(self) -> tuple[Box, ...]:
        """All of a story to walk through on paper, the beginning first; other exercises have no
        boxes."""
        return ()

    def panel_items(self) -> tuple[PanelItem, ...]:
        """What a panel is asked about it; of most exercises nothing."""
        return ()

    def with_panel(self, tally_by_part: Mapping[str, Tally]) -> Self:
        """The same exercise, knowing how the municipality's own panel judged its parts."""
        return self


MOST_QUESTIONS = 999
"""That one exercise asks one after the other."""
_PLACE = "/"


def joined(answers: Sequence[Answer]) -> tuple[str, ...]:
    """The answers to several questions of one exercise as one: `01/text`, `02/text` and so on, and
    `100/text` for whoever goes round and round. Raises: BadAnswer for more than 999."""
    if len(answers) > MOST_QUESTIONS:
        raise BadAnswer("answer-malformed")
    return tuple(
        f"{_numbered(number)}{_PLACE}{text}"
        for number, answer in enumerate(answers, start=1)
        for text in sorted(answer)
    )


def parted(answer: Answer) -> tuple[tuple[str, ...], ...]:
    """What `joined` was made of. Raises: BadAnswer."""
    found: dict[str, list[str]] = {}
    for text in sorted(answer):
        number, place, rest = text.partition(_PLACE)
        if not place:
            raise BadAnswer("answer-malformed")
        found.setdefault(number, []).append(rest)
    wanted = [_numbered(number) for number in range(1, len(found) + 1)]
    if len(found) > MOST_QUESTIONS or found.keys() != set(wanted):
        raise BadAnswer("answer-malformed")
    return tuple(tuple(found[number]) for number in wanted)


def _numbered(number: int) -> str:
    return f"{number:02d}"


def texts_of(answer: Answer) -> frozenset[str]:
    """The texts in *answer*. Raises: BadAnswer when it is anything but texts."""
    if not isinstance(answer, (tuple, list, set, frozenset)):
        raise BadAnswer("answer-malformed")
    if not all(isinstance(text, str) for text in answer):
        raise BadAnswer("answer-malformed")
    return frozenset(answer)


def only(answer: Answer) -> str:
    """The one text in *answer*; empty when there is none. Raises: BadAnswer."""
    texts = texts_of(answer)
    if len(texts) > 1:
        raise BadAnswer("answer-only-one")
    return next(iter(texts), "")


def chosen(answer: Answer, interaction: Choice) -> frozenset[str]:
    """The ids in *answer*, once it is certain that *interaction* could have led to it.

    Raises: BadAnswer.
    """
    ids = texts_of(answer)
    if ids - {option.id for option in interaction.options}:
        raise BadAnswer("answer-unknown-option")
    if len(ids) > 1 and not interaction.multiple:
        raise BadAnswer("answer-only-one")
    return ids
