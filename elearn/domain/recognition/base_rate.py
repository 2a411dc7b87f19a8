"""What a hit rate and a false-alarm rate come to where signals are rare."""

from dataclasses import dataclass
from enum import StrEnum

from elearn.domain.errors import Refusal

ASSUMED_BASE_RATE = 0.01
"""Nobody knows the true one: it is an assumption, and a page has to say so."""
UNIT_PEOPLE = 60
SCHOOL_PEOPLE = 400
_HALF = 0.5


class Meaning(StrEnum):
    """What concern about somebody is worth."""

    MOSTLY_FALSE_ALARMS = "mostly-false-alarms"
    MOSTLY_RIGHT = "mostly-right"
    NOBODY_NOTICED = "nobody-noticed"


@dataclass(frozen=True, slots=True)
class BaseRateCard:
    """Expected numbers of people, not rounded."""

    people: int
    base_rate: float
    with_signals: float
    noticed: float
    missed: float
    false_alarms: float

    @property
    def predictive_value(self) -> float | None:
        """The share of concerns that are right, 0 to 1; None where there is no concern at all."""
        concerns = self.noticed + self.false_alarms
        return self.noticed / concerns if concerns else None

    @property
    def meaning(self) -> Meaning:
        value = self.predictive_value
        if value is None:
            return Meaning.NOBODY_NOTICED
        return Meaning.MOSTLY_RIGHT if value > _HALF else Meaning.MOSTLY_FALSE_ALARMS


def base_rate_card(
    hit_rate: float,
    false_alarm_rate: float,
    *,
    people: int,
    base_rate: float = ASSUMED_BASE_RATE,
) -> BaseRateCard:
    """What it would mean if all *people* were judged once with these rates, each 0 to 1.

    Raises: Refusal `rate-malformed`.
    """
    if people < 0 or not all(0 <= rate <= 1 for rate in (hit_rate, false_alarm_rate, base_rate)):
        raise Refusal("rate-malformed")
    with_signals = people * base_rate
    return BaseRateCard(
        people=people,
        base_rate=base_rate,
        with_signals=with_signals,
        noticed=with_signals * hit_rate,
        missed=with_signals * (1 - hit_rate),
        false_alarms=(people - with_signals) * false_alarm_rate,
    )


def after_consulting(card: BaseRateCard, hit_rate: float, false_alarm_rate: float) -> BaseRateCard:
    """What is left of the concerns once somebody independent has judged each of them.

    Raises: Refusal `rate-malformed`.
    """
    if not all(0 <= rate <= 1 for rate in (hit_rate, false_alarm_rate)):
        raise Refusal("rate-malformed")
    noticed = card.noticed * hit_rate
    return BaseRateCard(
        people=card.people,
        base_rate=card.base_rate,
        with_signals=card.with_signals,
        noticed=noticed,
        missed=card.with_signals - noticed,
        false_alarms=card.false_alarms * false_alarm_rate,
    )
