"""What is kept of one learner's memory of one concept: numbers and days, no answers, no times."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from elearn.domain.errors import FormatError


@dataclass(frozen=True, slots=True)
class Memory:
    stability: float
    """Days until recall is expected to have fallen to .9; above 0."""
    difficulty: float
    """From 1, easy, to 10."""
    due_on: date
    last_on: date
    exposures: int
    """Cases of the concept that were answered, from 1."""
    box: int = 0
    """Of the Leitner schedule, counted from 0; the other one leaves it at 0."""

    def as_json(self) -> dict[str, float | int | str]:
        """For a sealed record; days are ISO dates. `memory_of` reads it."""
        return {
            "stability": self.stability,
            "difficulty": self.difficulty,
            "due_on": self.due_on.isoformat(),
            "last_on": self.last_on.isoformat(),
            "exposures": self.exposures,
            "box": self.box,
        }


def memory_of(record: Mapping[str, object]) -> Memory:
    """What `as_json` wrote. Raises: FormatError `memory-malformed`."""
    try:
        return Memory(
            stability=_positive(record["stability"]),
            difficulty=_positive(record["difficulty"]),
            due_on=_day(record["due_on"]),
            last_on=_day(record["last_on"]),
            exposures=_count(record["exposures"]),
            box=_count(record["box"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError("memory-malformed") from error


def _positive(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
        raise ValueError
    return float(value)


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError
    return value


def _day(value: object) -> date:
    if not isinstance(value, str):
        raise TypeError
    return date.fromisoformat(value)
