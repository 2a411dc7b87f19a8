import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer, Refusal
from elearn.domain.recognition.passage import Passage, judge

KEYS, LURES, NEUTRAL = frozenset({"k1", "k2", "k3", "k4"}), frozenset({"l1", "l2"}), frozenset("n")
PASSAGE = Passage(KEYS, LURES, NEUTRAL)
CLEAN = Passage(frozenset(), LURES, NEUTRAL)


@pytest.mark.parametrize(
    ("marked", "score"),
    [
        (KEYS, 1.0),
        ({"k1", "k2"}, 0.5),
        ({"k1", "k2", "l1"}, 0.0),
        (KEYS | {"l1"}, 0.5),
        (LURES, 0.0),
        (KEYS | LURES | NEUTRAL, 0.0),
        ((), 0.0),
        (KEYS | NEUTRAL, 1.0),
    ],
    ids=["keys", "half", "half and a lure", "a lure too", "lures", "all", "nothing", "neutral too"],
)
def test_the_score_is_keys_found_less_lures_marked(marked, score):
    assert judge(PASSAGE, marked).score == pytest.approx(score)


@pytest.mark.parametrize(
    ("marked", "score"),
    [((), 1.0), ({"l1"}, 0.5), (LURES, 0.0), (NEUTRAL, 1.0)],
    ids=["nothing", "a lure", "both lures", "neutral"],
)
def test_a_clean_text_is_best_left_alone(marked, score):
    assert judge(CLEAN, marked).score == pytest.approx(score)


def test_what_feeds_d_prime_is_counted_apart():
    outcome = judge(PASSAGE, ["k1", "k2", "k3", "l2"])

    assert (outcome.keys.successes, outcome.keys.trials) == (3, 4)
    assert (outcome.lures.successes, outcome.lures.trials) == (1, 2)


@given(st.sets(st.sampled_from(sorted(KEYS | LURES | NEUTRAL))))
def test_a_further_key_never_hurts_and_a_further_lure_never_helps(marked):
    score = judge(PASSAGE, marked).score

    assert judge(PASSAGE, marked | {"k1"}).score >= score
    assert judge(PASSAGE, marked | {"l1"}).score <= score
    assert 0 <= score <= 1


def test_a_segment_that_is_not_there_cannot_be_marked():
    with pytest.raises(BadAnswer, match="answer-unknown-option"):
        judge(PASSAGE, {"k1", "elsewhere"})


@pytest.mark.parametrize(
    ("keys", "lures", "neutral"),
    [
        ({"k"}, {"l"}, set()),
        (set(), set(), {"n"}),
        ({"a"}, {"a", "b"}, set()),
        ({"k"}, {"a", "b"}, {"a"}),
    ],
    ids=["one lure", "no lures", "key and lure at once", "lure and neutral"],
)
def test_a_passage_without_two_lures_or_with_a_segment_of_two_kinds_is_refused(
    keys, lures, neutral
):
    with pytest.raises(Refusal, match="passage-malformed"):
        Passage(frozenset(keys), frozenset(lures), frozenset(neutral))
