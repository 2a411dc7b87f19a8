from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.remembering import Answers, Strengths, after
from elearn.domain.recognition.answer import Answer
from elearn.domain.recognition.fsrs_schedule import FsrsSchedule
from elearn.domain.recognition.rating import Certainty

HISTORIES = st.lists(st.tuples(st.booleans(), st.sampled_from(Certainty)), min_size=1, max_size=12)


@given(HISTORIES, st.sampled_from([0.0, 0.25, 0.5]), st.sampled_from([0.8, 0.87]))
def test_many_lives_at_once_are_planned_as_the_product_plans_one(history, guess_chance, retention):
    memory, today = None, date(2026, 1, 1)
    strengths: Strengths | None = None
    interval = np.zeros(1, int)

    for right, certainty in history:
        memory = FsrsSchedule(retention).after(
            memory, Answer(right, certainty, guess_chance), today=today
        )
        answers = Answers(np.array([right]), np.array([int(certainty)]), guess_chance)
        strengths, interval = after(strengths, answers, interval, retention=retention)

        assert strengths.stability[0] == pytest.approx(memory.stability)
        assert strengths.difficulty[0] == pytest.approx(memory.difficulty)
        assert interval[0] == (memory.due_on - today).days
        today += timedelta(int(interval[0]))
