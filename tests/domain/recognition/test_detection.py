import warnings

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st

from elearn.domain.errors import Refusal
from elearn.domain.recognition.detection import Detection, Flag, Reason, estimate

COUNTS = st.tuples(*[st.integers(0, 60)] * 4).filter(
    lambda counts: counts[0] + counts[1] > 0 and counts[2] + counts[3] > 0
)
ESTIMATED = (
    "hit_rate",
    "false_alarm_rate",
    "d_prime",
    "criterion",
    "ln_beta",
    "az",
    "d_prime_error",
    "criterion_error",
    "d_prime_interval",
    "criterion_interval",
)


def figures(counts) -> tuple[float, float]:
    found = estimate(*counts)
    assert found.d_prime is not None
    assert found.criterion is not None
    return found.d_prime, found.criterion


def test_every_figure_of_an_ordinary_block():
    found = estimate(10, 2, 3, 9)

    assert found.hit_rate == pytest.approx(0.8077, abs=5e-5)
    assert found.false_alarm_rate == pytest.approx(0.2692, abs=5e-5)
    assert found.d_prime == pytest.approx(1.4846, abs=5e-5)
    assert found.criterion == pytest.approx(-0.1271, abs=5e-5)
    assert found.ln_beta == pytest.approx(-0.1887, abs=5e-5)
    assert found.az == pytest.approx(0.8531, abs=5e-5)
    assert found.d_prime_error == pytest.approx(0.5688, abs=5e-5)
    assert found.criterion_error == pytest.approx(0.5688 / 2, abs=5e-5)
    assert (found.hits.fraction, found.false_alarms.fraction) == (10 / 12, 3 / 12)
    assert (found.reason, found.flags, found.may_be_shown) == (None, frozenset(), True)


@pytest.mark.parametrize(
    ("counts", "d_prime", "criterion"),
    [
        ((10, 2, 3, 9), 1.4846, -0.1271),
        ((12, 0, 0, 12), 3.5377, 0),
        ((6, 0, 0, 6), 2.9305, 0),
        ((0, 12, 0, 12), 0, 1.7688),
        ((9, 3, 9, 3), 0, -0.6151),
        ((6, 2, 3, 13), 1.4162, 0.0930),
        ((8, 0, 16, 0), 0, -1.7688),
    ],
    ids=str,
)
def test_golden_values(counts, d_prime, criterion):
    assert figures(counts) == pytest.approx((d_prime, criterion), abs=5e-5)


@pytest.mark.parametrize("concerned", [True, False], ids=["everything", "nothing"])
@given(signals=st.integers(1, 300), lookalikes=st.integers(1, 300))
def test_concern_about_everything_or_nothing_is_exactly_no_discrimination(
    concerned, signals, lookalikes
):
    counts = (signals, 0, lookalikes, 0) if concerned else (0, signals, 0, lookalikes)

    found = estimate(*counts)

    assert found.d_prime == 0
    assert Flag.CANNOT_TELL in found.flags


@given(COUNTS)
def test_turning_every_answer_round_turns_both_signs(counts):
    hits, misses, alarms, rejections = counts

    d_prime, criterion = figures((misses, hits, rejections, alarms))

    assert (-d_prime, -criterion) == pytest.approx(figures(counts), abs=1e-9)


@given(COUNTS)
def test_exchanging_the_classes_turns_the_sign_of_d_prime_only(counts):
    hits, misses, alarms, rejections = counts

    d_prime, criterion = figures((alarms, rejections, hits, misses))

    assert (-d_prime, criterion) == pytest.approx(figures(counts), abs=1e-9)


@given(COUNTS)
def test_one_more_hit_for_a_miss_never_lowers_d_prime(counts):
    hits, misses, alarms, rejections = counts
    assume(misses > 0)

    better = figures((hits + 1, misses - 1, alarms, rejections))

    assert better[0] >= figures(counts)[0]


@given(COUNTS)
def test_rates_are_corrected_by_class_size(counts):
    hits, misses, alarms, rejections = counts
    signals, lookalikes = hits + misses, alarms + rejections
    p = signals / (signals + lookalikes)
    q = 1 - p

    found = estimate(*counts)

    assert found.hit_rate == pytest.approx((hits + p) / (signals + 2 * p))
    assert found.false_alarm_rate == pytest.approx((alarms + q) / (lookalikes + 2 * q))


@given(COUNTS)
def test_the_intervals_are_1_96_errors_to_each_side(counts):
    found = estimate(*counts)

    assert found.d_prime_interval is not None
    assert found.criterion_interval is not None
    d_prime, criterion = figures(counts)
    assert found.d_prime_error is not None
    assert found.d_prime_interval.high - d_prime == pytest.approx(
        1.96 * found.d_prime_error, abs=1e-3
    )
    assert d_prime - found.d_prime_interval.low == pytest.approx(
        1.96 * found.d_prime_error, abs=1e-3
    )
    assert found.criterion_interval.high - criterion == pytest.approx(
        0.98 * found.d_prime_error, abs=1e-3
    )


@pytest.mark.parametrize(
    "counts", [(100, 20, 30, 90), (60, 140, 20, 300), (45, 5, 25, 15)], ids=str
)
def test_without_the_correction_it_is_a_probit_regression(counts):
    """The same counts a thousand times over: the correction no longer shows."""
    hits, misses, alarms, rejections = counts
    answers = np.array([[hits, misses], [alarms, rejections]])
    classes = sm.add_constant(np.array([0.5, -0.5]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        link = sm.families.links.Probit()
        fitted = sm.GLM(answers, classes, family=sm.families.Binomial(link)).fit()

    many = estimate(*(1000 * count for count in counts))

    intercept, slope = fitted.params
    assert (many.d_prime, many.criterion) == pytest.approx((slope, -intercept), abs=1e-4)
    assert many.d_prime_error == pytest.approx(fitted.bse[1] / 1000**0.5, rel=1e-3)
    assert many.criterion_error == pytest.approx(fitted.bse[0] / 1000**0.5, rel=1e-3)


@pytest.mark.parametrize(
    ("counts", "adaptive", "reason"),
    [
        ((0, 0, 3, 9), False, Reason.NO_SIGNALS),
        ((10, 2, 0, 0), False, Reason.NO_LOOKALIKES),
        ((0, 0, 0, 0), False, Reason.NO_SIGNALS),
        ((10, 2, 3, 9), True, Reason.ADAPTIVE),
        ((10, 2, 0, 0), True, Reason.ADAPTIVE),
    ],
    ids=["no signals", "no look-alikes", "nothing", "adaptive", "adaptive and one class"],
)
def test_without_an_estimate_only_the_rates_are_there(counts, adaptive, reason):
    found = estimate(*counts, adaptive=adaptive)

    assert {name: getattr(found, name) for name in ESTIMATED} == dict.fromkeys(ESTIMATED)
    assert (found.reason, found.flags, found.may_be_shown) == (reason, frozenset(), False)
    assert (found.hits.successes, found.false_alarms.successes) == (counts[0], counts[2])


@given(COUNTS)
def test_with_an_estimate_every_figure_is_there(counts):
    found = estimate(*counts)

    assert found.reason is None
    assert all(getattr(found, name) is not None for name in ESTIMATED)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [((5, 1, 1, 5), True), ((5, 0, 1, 5), False), ((5, 1, 1, 4), False), ((8, 0, 1, 15), True)],
    ids=["six of each", "five signals", "five look-alikes", "block"],
)
def test_from_too_few_it_is_computed_but_not_shown(counts, shown):
    found = estimate(*counts)

    assert found.d_prime is not None
    assert found.may_be_shown is shown
    assert (Flag.TOO_FEW in found.flags) is not shown


@pytest.mark.parametrize(
    ("counts", "flags"),
    [
        ((12, 0, 0, 12), {Flag.AT_LEAST}),
        ((12, 0, 1, 11), set()),
        ((12, 0, 12, 0), {Flag.CANNOT_TELL}),
        ((0, 12, 0, 12), {Flag.CANNOT_TELL}),
        ((1, 11, 11, 1), {Flag.CHECK_THE_KEY}),
        ((4, 8, 8, 4), set()),
        ((3, 0, 0, 3), {Flag.AT_LEAST, Flag.TOO_FEW}),
    ],
    ids=["all right", "one wrong", "all yes", "all no", "turned", "a little below", "few"],
)
def test_what_has_to_be_said_beside_it(counts, flags):
    assert estimate(*counts).flags == flags


@pytest.mark.parametrize("place", range(4), ids=["hits", "misses", "alarms", "rejections"])
@pytest.mark.parametrize("bad", [-1, 1.0, True, None, "3"], ids=repr)
def test_what_is_no_count_is_refused(place, bad):
    counts = [10, 2, 3, 9]
    counts[place] = bad

    with pytest.raises(Refusal, match="counts-malformed"):
        estimate(*counts)


def test_an_estimate_cannot_be_changed():
    found: Detection = estimate(10, 2, 3, 9)

    with pytest.raises(AttributeError):
        found.d_prime = 9.0  # type: ignore[misc]
