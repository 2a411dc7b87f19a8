import numpy as np
import pytest

from claims.detecting import STAFF, Rmse, concerned, estimates, impressions, no_worse, rated
from elearn.domain.recognition.detection import estimate


@pytest.mark.parametrize(("hits", "alarms"), [(0, 0), (8, 16), (6, 3), (2, 11)], ids=str)
def test_the_table_holds_the_products_estimates(hits, alarms):
    expected = estimate(hits, 8 - hits, alarms, 16 - alarms)

    d_prime, criterion, error = (table[hits, alarms] for table in estimates(8, 16))

    assert (d_prime, criterion, error) == (
        expected.d_prime,
        expected.criterion,
        expected.d_prime_error,
    )


def test_a_level_of_concern_is_an_answer_of_concern():
    chance = np.random.default_rng(1)
    d_prime, criterion = STAFF.people(chance, 200)
    heard = impressions(chance, 1, d_prime, np.zeros((200, 12)))

    given = rated(heard, criterion, np.zeros((200, 12)))

    assert ((given.low >= 0).sum(axis=1) == concerned(heard, criterion)).all()
    assert (given.low < heard - criterion[:, None]).all()
    assert (given.high >= heard - criterion[:, None]).all()


def test_a_harder_case_calls_up_less_concern_if_a_signal_and_more_if_not():
    chance = np.random.default_rng(1)
    difficulty = np.array([-1.0, 1.0]).repeat(500)

    signal, lookalike = (
        impressions(chance, side, np.full(100, 1.5), difficulty).mean(axis=0) for side in (1, -1)
    )

    assert signal[:500].mean() - signal[500:].mean() == pytest.approx(2, abs=0.05)
    assert lookalike[500:].mean() - lookalike[:500].mean() == pytest.approx(2, abs=0.05)


def test_the_error_of_an_rmse_is_that_of_repeated_runs():
    chance = np.random.default_rng(1)
    runs = [Rmse.of(chance.standard_normal(400), np.zeros(400)) for _ in range(300)]

    spread = np.std([run.value for run in runs])

    assert np.mean([run.error for run in runs]) == pytest.approx(spread, rel=0.15)


def test_a_larger_rmse_is_no_better():
    figures = list(no_worse("x", Rmse(0.5, 0.001), Rmse(0.4, 0.001)))

    assert [figure.holds() for figure in figures] == [True, True, False]
