"""A line of a module, before anything is known of its meaning."""

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a line is."""

    TEXT = auto()
    FENCE = auto()
    EMPTY = auto()
    """Blank, or part of a comment or definition, which is taken out."""


@dataclass(frozen=True)
class Line:
    text: str
    kind: Kind
    number: int
