"""What two shares would mean where signals are rare, for a table."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from elearn.domain.recognition.base_rate import (
    ASSUMED_BASE_RATE,
    SCHOOL_PEOPLE,
    UNIT_PEOPLE,
    base_rate_card,
)

PLACES = (UNIT_PEOPLE, SCHOOL_PEOPLE)
ONE_IN = round(1 / ASSUMED_BASE_RATE)
EXAMPLE = (8, 2, 10)
"""Signals noticed and look-alikes that met concern, of so many each. Ours, for where the learner's
own answers are too few to say anything; a page has to call it an example."""
_HALF = 0.5


@dataclass(frozen=True)
class Row:
    """A line of the table, a cell for each place."""

    label: str
    cells: tuple[str, ...]


def rows_of(hit_rate: float, false_alarm_rate: float) -> list[Row]:
    cards = [base_rate_card(hit_rate, false_alarm_rate, people=people) for people in PLACES]
    return [
        Row(_("Would show signals"), _cells(card.with_signals for card in cards)),
        Row(_("Of them, would be noticed"), _cells(card.noticed for card in cards)),
        Row(_("Of them, would be missed"), _cells(card.missed for card in cards)),
        Row(_("Would meet concern without need"), _cells(card.false_alarms for card in cards)),
    ]


def example_rows() -> list[Row]:
    noticed, alarmed, of = EXAMPLE
    return rows_of(noticed / of, alarmed / of)


def _cells(numbers: Iterable[float]) -> tuple[str, ...]:
    return tuple(map(_about, numbers))


def _about(people: float) -> str:
    """A number of people in words that promise no more than it does."""
    if not people:
        return str(_("nobody"))
    if people <= _HALF:
        return str(_("fewer than 1"))
    return str(_("about %(people)s", people=round(people)))
