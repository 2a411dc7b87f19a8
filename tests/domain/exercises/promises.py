"""What every exercise with a key promises, whatever its type."""

from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import Answer, Exercise, Where

WHERE = Where("a.md", 7)
_PIECES = st.text(max_size=6) | st.sampled_from(["1:1", "1:2", "2:1", "2:2", "3:3", "10", "9,5"])
ANSWERS = st.recursive(
    st.none() | st.booleans() | st.integers() | _PIECES,
    lambda inner: st.lists(inner) | st.sets(_PIECES) | st.dictionaries(_PIECES, inner),
    max_leaves=8,
)
"""What a page could send, and what none of ours does."""


def assert_graded_or_refused(exercise: Exercise, answer: Answer) -> None:
    """That its credit is from 0 to 1, and that what is graded can be spoken of and counted."""
    try:
        credit = exercise.grade(answer).credit
    except BadAnswer:
        return
    assert credit is not None
    assert 0 <= credit <= 1
    assert bool(exercise.remarks(answer)) or not answer
    assert len(exercise.counted(answer)) == len(set(answer) - {""})
