"""What a session came to, and what such rates would mean where signals are rare."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.base_rate import (
    ASSUMED_BASE_RATE,
    SCHOOL_PEOPLE,
    UNIT_PEOPLE,
    BaseRateCard,
    base_rate_card,
)
from elearn.domain.recognition.practice_session import PracticeSession
from elearn.domain.recognition.practice_tally import PracticeTally, tally_of
from elearn.store.queries.practice import Bank
from elearn.web.guard import requires
from elearn.web.practice.blueprint import pages
from elearn.web.practice.own import own_practice, published_bank

_HALF = 0.5


@dataclass(frozen=True)
class Row:
    """A line of the table, a cell for each place."""

    label: str
    cells: tuple[str, ...]


@pages.get("/result")
@requires(Permission.LEARN)
def result() -> ResponseReturnValue:
    """Until the learner ends the session, or the day does."""
    under_way = own_practice().session
    if under_way is None:
        return redirect(url_for(".start"), code=303)
    if not under_way.is_answered:
        return redirect(url_for(".case", number=under_way.next_number), code=303)
    tally = _tally(under_way, published_bank())
    return render_template(
        "practice/result.html",
        tally=tally,
        places=(UNIT_PEOPLE, SCHOOL_PEOPLE),
        one_in=round(1 / ASSUMED_BASE_RATE),
        rows=_rows(tally),
    )


def _tally(under_way: PracticeSession, bank: Bank) -> PracticeTally:
    """Of the cases that the bank still has."""
    answers = zip(under_way.cases, under_way.answers, strict=True)
    return tally_of((bank[id].case.truth, level) for id, level in answers if id in bank)


def _rows(tally: PracticeTally) -> list[Row]:
    """Empty without a look-alike; without a signal nothing is said of noticing."""
    if tally.false_alarm_rate is None:
        return []
    cards = [
        base_rate_card(tally.hit_rate or 0.0, tally.false_alarm_rate, people=people)
        for people in (UNIT_PEOPLE, SCHOOL_PEOPLE)
    ]
    return [
        Row(_("Would show signals"), _cells(card.with_signals for card in cards)),
        *(_noticing(cards) if tally.hit_rate is not None else ()),
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
    if people < _HALF:
        return str(_("fewer than 1"))
    return str(_("about %(people)s", people=round(people)))
