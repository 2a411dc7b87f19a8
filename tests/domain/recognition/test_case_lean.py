import pytest

from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.case_lean import Alarm, ConcernCounts, case_lean

SIGNAL, LOOKALIKE, GREY = Truth


def counts(signals: int, alarms: int, answers: int = 100) -> list[ConcernCounts]:
    return [
        ConcernCounts(SIGNAL, signals, answers),
        ConcernCounts(LOOKALIKE, alarms, 2 * answers),
        ConcernCounts(GREY, answers, answers),
    ]


@pytest.mark.parametrize(
    ("signals", "alarms", "value", "alarm"),
    [
        (90, 80, 70 / 300, Alarm.RAISED),
        (80, 25, 5 / 300, Alarm.AS_IT_SHOULD),
        (40, 10, -50 / 300, Alarm.LOWERED),
    ],
    ids=["more concern than signals", "as many", "less"],
)
def test_concern_is_held_against_the_signals_there_were(signals, alarms, value, alarm):
    lean = case_lean(counts(signals, alarms))

    assert lean is not None
    assert lean.value == pytest.approx(value)
    assert lean.alarm is alarm


def test_below_thirty_answers_nothing_is_said():
    assert case_lean(counts(5, 5, answers=9)) is None
    assert case_lean(counts(5, 5, answers=10)) is not None
