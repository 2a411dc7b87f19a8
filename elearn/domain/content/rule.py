"""What a content rule is and what it finds; the rules themselves are the files of `rules/`.

A rule reads a whole library and yields the places where something is amiss; `checking.py`
turns them into findings. What cannot even be read is no rule's business: `parsing.py` finds it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from elearn.domain.content.course import Library
from elearn.domain.errors import ContentError


class Level(StrEnum):
    """An error keeps a module from being published, a warning asks, info tells what was read."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Place(NamedTuple):
    """Where a rule is broken, and what its sentence mentions."""

    file: str
    line: int
    values: Mapping[str, object]


@dataclass(frozen=True)
class Rule:
    """One thing that a text ought to be."""

    name: str
    """Kebab-case; the code of its findings."""
    level: Level
    check: Callable[[Library, date], Iterable[Place]]
    """From a library and today's date to the places that break the rule."""


@dataclass(frozen=True)
class Finding:
    """Something to tell the author."""

    level: Level
    code: str
    file: str
    line: int
    values: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of_error(cls, error: ContentError) -> Self:
        return cls(Level.ERROR, error.code, error.file, error.line, error.values)


def at(file: str, line: int, **values: object) -> Place:
    """The place at *line* of *file*, with what its sentence mentions."""
    return Place(file, line, values)
