"""What two shares would mean where signals are rare, for a table."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from elearn.domain.recognition.base_rate import (
    ASSUMED_BASE_RATE,
    SCHOOL_PEOPLE,
    UNIT_PEOPLE,
    BaseRateCard,
    base_rate_card,
)

PLACES = (UNIT_PEOPLE, SCHOOL_PEOPLE)
ONE_IN = round(1 / ASSUMED_BASE_RATE)
_HALF = 0.5


@dataclass(frozen=True)
class Row:
    """A line of the table, a cell for each place."""

    label: str
    cells: tuple[str, ...]


def rows_of(hit_rate: float | None, false_alarm_rate: float | None) -> list[Row]:
    """Empty without a look-alike; without a signal nothing is said of noticing."""
    if false_alarm_rate is None:
        return []
    cards = [base_rate_card(hit_rate or 0.0, false_alarm_rate, people=people) for people in PLACES]
    return [
        Row(_("Would show signals"), _cells(card.with_signals for card in cards)),
        *(_noticing(cards) if hit_rate is not None else ()),
        Row(
            _("You would be concerned about without need"),
            _cells(card.false_alarms for card in cards),
        ),
    ]


def _noticing(cards: list[BaseRateCard]) -> tuple[Row, Row]:
    return (
        Row(_("Of them, you would notice"), _cells(card.noticed for card in cards)),
        Row(_("Of them, you would miss"), _cells(card.missed for card in cards)),
    )


def _cells(numbers: Iterable[float]) -> tuple[str, ...]:
    return tuple(map(_about, numbers))


def _about(people: float) -> str:
    """A number of people in words that promise no more than it does."""
    if not people:
        return str(_("nobody"))
    if people <= _HALF:
        return str(_("fewer than 1"))
    return str(_("about %(people)s", people=round(people)))
