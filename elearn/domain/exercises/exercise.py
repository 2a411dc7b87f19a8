"""What every exercise type promises; the types themselves are the files of `types/`.

A type is open (drop a file in), an interaction is closed (see `interaction.py`). The type to
copy is `types/single_choice.py`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar, NoReturn, Protocol, Self

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.interaction import Interaction

Answer = Collection[str]
"""The ids of what was chosen, as a tuple, list or set; empty when nothing was."""

Key = frozenset[str]
"""The ids of what is right; empty where nothing is right or wrong."""


class ListKind(StrEnum):
    """The kinds of Markdown list that can hold what there is to answer."""

    NUMBERED_TASKS = "numbered-tasks"
    BULLETED_TASKS = "bulleted-tasks"


@dataclass(frozen=True)
class Item:
    """One entry of the task list."""

    text: str
    checked: bool
    """Whether the author marked it as right."""
    feedback: str = ""
    """What the learner reads afterwards about having chosen it; empty when unwritten."""
    line: int = 0
    """Where the author finds it; 0 in a compiled module."""


@dataclass(frozen=True)
class Spec:
    """An exercise cut into its pieces, not yet understood: what a type reads.

    The pieces are Markdown when they come from an author and safe HTML when they come from a
    compiled module; a type passes them on and never looks inside.
    """

    stem: str
    items: tuple[Item, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    """What the comment under the heading says, but for what every exercise shares."""
    shuffle: bool = True

    def rendered(self, render: Callable[[str], str], render_line: Callable[[str], str]) -> Self:
        """The same exercise with *render* applied to blocks and *render_line* to options."""
        items = tuple(
            Item(render_line(item.text), item.checked, item.feedback and render(item.feedback))
            for item in self.items
        )
        return replace(self, stem=self.stem and render(self.stem), items=items)


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


@dataclass(frozen=True)
class Done:
    """Nothing more is asked."""


class Exercise(Protocol):
    """One type of exercise. Subclass it, so that `step` comes along."""

    name: ClassVar[str]
    """Kebab-case; what `type:` in a comment says."""
    keywords: ClassVar[Mapping[str, str]]
    """By language, what stands before the colon in the heading; types may share one."""
    list_kind: ClassVar[ListKind]
    """Tells apart the types that share a keyword."""
    settings: ClassVar[frozenset[str]]
    """The settings that only this type understands."""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        """The exercise that *spec* describes. Raises: ContentError."""
        ...

    def interaction(self) -> Interaction:
        """What is asked first, without anything of the key."""
        ...

    def key(self) -> Key:
        """What is right; for grading, for formats and for comparing translations."""
        ...

    def grade(self, answer: Answer) -> Outcome:
        """What *answer* is worth; an empty one is a wrong one. Raises: BadAnswer."""
        ...

    def step(self, answers: Sequence[Answer]) -> Interaction | Done:
        """What is asked after *answers*. Most exercises ask one thing."""
        return Done() if answers else self.interaction()


def chosen(answer: Answer, interaction: Interaction) -> frozenset[str]:
    """The ids in *answer*, once it is certain that *interaction* could have led to it.

    Raises: BadAnswer.
    """
    if not isinstance(answer, (tuple, list, set, frozenset)):
        raise BadAnswer("answer-malformed")
    if not all(isinstance(option_id, str) for option_id in answer):
        raise BadAnswer("answer-malformed")
    ids = frozenset(answer)
    if ids - {option.id for option in interaction.options}:
        raise BadAnswer("answer-unknown-option")
    if len(ids) > 1 and not interaction.multiple:
        raise BadAnswer("answer-only-one")
    return ids
