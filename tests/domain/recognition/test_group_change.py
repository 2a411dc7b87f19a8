import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t, ttest_1samp

from elearn.domain.recognition.group_change import Direction, PairedSums, group_change, t_95

DIFFERENCES = st.lists(
    st.floats(-3, 3).map(lambda value: round(value, 3)), min_size=10, max_size=60
).filter(lambda values: max(values) - min(values) > 0.1)


@given(DIFFERENCES)
def test_it_is_the_paired_t_test(differences):
    expected = ttest_1samp(differences, 0).confidence_interval()

    found = group_change(PairedSums.of(differences))

    assert found is not None
    assert found.mean == pytest.approx(sum(differences) / len(differences))
    ends = (found.interval.low, found.interval.high)
    assert ends == pytest.approx((expected.low, expected.high), abs=1e-3)


@pytest.mark.parametrize("freedom", [9, 10, 14, 29, 60, 1000], ids=str)
def test_students_t_is_near_enough(freedom):
    assert t_95(freedom) == pytest.approx(t.ppf(0.975, freedom), abs=5e-4)


@pytest.mark.parametrize(
    ("differences", "direction"),
    [
        ([0.5, 0.7] * 5, Direction.HIGHER),
        ([-0.5, -0.7] * 5, Direction.LOWER),
        ([-0.5, 0.7] * 5, Direction.NOT_CERTAIN),
        ([0.0] * 10, Direction.NOT_CERTAIN),
    ],
    ids=["up", "down", "either", "nothing"],
)
def test_a_direction_is_said_when_0_is_outside(differences, direction):
    found = group_change(PairedSums.of(differences))

    assert found is not None
    assert found.direction is direction


def test_nothing_is_said_below_ten_people():
    assert group_change(PairedSums.of([1.0] * 9)) is None
