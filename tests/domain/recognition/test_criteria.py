import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import Refusal
from elearn.domain.recognition.criteria import two_criteria
from elearn.domain.recognition.detection import Reason, estimate

FIVE = st.lists(st.integers(0, 20), min_size=5, max_size=5)


def test_noticing_and_escalating_are_cut_from_the_same_answers():
    signals, lookalikes = [1, 2, 3, 4, 2], [9, 2, 3, 1, 1]

    found = two_criteria(signals, lookalikes)

    assert found.notice == estimate(11, 1, 7, 9)
    assert found.escalate == estimate(6, 6, 2, 14)


@given(FIVE.filter(any), FIVE.filter(any))
def test_escalating_never_takes_less_than_noticing(signals, lookalikes):
    found = two_criteria(signals, lookalikes)

    assert found.notice.criterion is not None
    assert found.escalate.criterion is not None
    assert found.escalate.criterion >= found.notice.criterion - 1e-12


def test_chosen_cases_give_no_criteria():
    found = two_criteria([1] * 5, [1] * 5, adaptive=True)

    assert {found.notice.reason, found.escalate.reason} == {Reason.ADAPTIVE}


@pytest.mark.parametrize("counts", [[1] * 4, [1] * 6, [1, 1, 1, 1, -1]], ids=str)
def test_other_than_five_counts_are_refused(counts):
    with pytest.raises(Refusal, match="counts-malformed"):
        two_criteria(counts, [1] * 5)
