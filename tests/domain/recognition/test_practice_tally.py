"""Signals and look-alikes are counted apart."""

from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.practice_session import SKIPPED
from elearn.domain.recognition.practice_tally import PracticeTally, tally_of


def test_every_answer_raises_one_count():
    tally = tally_of(
        [
            (Truth.SIGNAL, 4),
            (Truth.SIGNAL, 3),
            (Truth.LOOKALIKE, 6),
            (Truth.LOOKALIKE, 1),
            (Truth.LOOKALIKE, 3),
            (Truth.GREY, 6),
            (Truth.SIGNAL, SKIPPED),
        ]
    )

    assert tally == PracticeTally(
        found=1, missed=1, left_alone=2, false_alarms=1, grey=1, skipped=1
    )
    assert (tally.signals, tally.lookalikes) == (2, 3)
