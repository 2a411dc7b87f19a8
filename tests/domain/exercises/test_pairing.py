import pytest

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.pairing import joined_pairs, pairs_of

SIDES = (["1", "2"], ["1", "2", "3"])


def test_pairs_are_read_as_they_were_written():
    pairs = {"1": "3", "2": "3"}

    assert pairs_of(joined_pairs(pairs), *SIDES) == pairs


def test_no_pairs_are_an_answer():
    assert pairs_of([], *SIDES) == {}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (["1"], "answer-malformed"),
        ([""], "answer-malformed"),
        ("1:1", "answer-malformed"),
        ([None], "answer-malformed"),
        (["1:1", "3:1"], "answer-unknown-option"),
        (["1:1", "2:4"], "answer-unknown-option"),
        (["1:1", "2:1:1"], "answer-unknown-option"),
        (["1:1", "1:2"], "answer-only-one"),
        (["1:1"], "answer-incomplete"),
    ],
)
def test_what_is_no_pair_of_these_is_refused(answer: list[str], code: str):
    with pytest.raises(BadAnswer, match=code):
        pairs_of(answer, *SIDES)
