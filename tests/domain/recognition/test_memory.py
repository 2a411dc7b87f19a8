import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import FormatError
from elearn.domain.recognition.memory import Memory, memory_of

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
GOOD = Memory(3.5, 5.0, date(2026, 3, 9), date(2026, 3, 2), 2, 1).as_json()


@given(
    st.builds(
        Memory,
        st.floats(0.001, 36500),
        st.floats(1, 10),
        DAYS,
        DAYS,
        st.integers(0, 1000),
        st.integers(0, 4),
    )
)
def test_a_memory_written_is_read_back(memory):
    assert memory_of(json.loads(json.dumps(memory.as_json()))) == memory


def test_a_record_holds_days_and_no_times():
    assert (GOOD["due_on"], GOOD["last_on"]) == ("2026-03-09", "2026-03-02")


@pytest.mark.parametrize(
    "record",
    [
        {},
        GOOD | {"stability": 0},
        GOOD | {"stability": "3"},
        GOOD | {"stability": float("inf")},
        GOOD | {"difficulty": True},
        GOOD | {"due_on": "yesterday"},
        GOOD | {"last_on": 5},
        GOOD | {"exposures": -1},
        GOOD | {"box": 1.5},
    ],
    ids=["empty", "zero", "text", "endless", "truth", "no day", "number", "below zero", "part"],
)
def test_a_damaged_record_is_refused(record):
    with pytest.raises(FormatError, match="memory-malformed"):
        memory_of(record)
