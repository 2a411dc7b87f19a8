"""A module as it is stored and shown: rendered and sanitised once, never again in a request.

`compile_module` makes it when a version is published, `dump` and `load` are its way into the
database and back. Every text is safe HTML in which slots such as `{{lokal.samordnare}}` are
still to be filled by `markup.fill_slots`. Of an exercise, only `heading`, `stem`, `hints` and
what `presentation.presented` makes of its interaction may go out before the answer is in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from elearn.domain.content.course import Change, Publication, Retake
from elearn.domain.exercises.exercise import Exercise


@dataclass(frozen=True)
class CompiledText:
    """A section of text."""

    id: str
    level: int
    """2 or 3; 0 for the text before the first heading."""
    heading: str
    """Plain text, for a table of contents; empty where there is none."""
    html: str
    """With its heading, which has the id `block-<id>`."""


@dataclass(frozen=True)
class CompiledExercise:
    """Something to answer."""

    id: str
    version: str
    """Of the block in the source language, so that counters join across translations."""
    type: str
    heading: str
    """What is asked, as HTML for a legend or heading."""
    stem: str
    """What comes before the options; may be empty."""
    exercise: Exercise
    """Its options' texts are HTML."""
    feedback: Mapping[str, str]
    """By option id; an option whose author wrote none is not there."""
    explanation: str
    """Empty when there is none."""
    hints: tuple[str, ...]
    """To be shown one by one."""
    tags: tuple[str, ...]
    points: int
    is_stale: bool
    """Whether this is a translation of an older text than the source now has."""


@dataclass(frozen=True)
class CompiledSource:
    """A footnote; the text refers to `#source-<number>`."""

    number: int
    html: str


@dataclass(frozen=True)
class CompiledModule:
    """A module in one language and variant."""

    course: str
    id: str
    language: str
    variant: str
    """Empty, or `lättläst`."""
    title: str
    """Plain text."""
    lead: str
    """The first paragraph as plain text, for lists; slots filled with nothing."""
    version: str
    """SHA-256 of the source-language text: what evidence refers to."""
    text_version: str
    """SHA-256 of this very text; the same as *version* in the source language."""
    version_label: str
    """The author's own, such as 3.1.0."""
    change: Change
    retake: Retake
    status: Publication
    minutes: int | None
    pass_fraction: float | None
    """From 0 to 1; None when answering is enough."""
    objective: str
    owner: str
    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    reviewed: date | None
    review_by: date | None
    subject_review: str
    legal_review: str
    translator: str
    license: str
    roles: tuple[str, ...]
    aid_groups: tuple[str, ...]
    is_stale: bool
    """Whether this is a translation of an older version than the source now has."""
    parts: tuple[CompiledText | CompiledExercise, ...]
    """In the order of the text."""
    sources: tuple[CompiledSource, ...]
    slots: frozenset[str]
    """The local values it uses, such as `lokal.samordnare`."""
    media: frozenset[str]
    """The digests of the files it shows."""
    plain: Mapping[str, str]
    """By block id: what a reader sees there before answering, for searching."""

    @property
    def exercises(self) -> tuple[CompiledExercise, ...]:
        return tuple(part for part in self.parts if isinstance(part, CompiledExercise))
