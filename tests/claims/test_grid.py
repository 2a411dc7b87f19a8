import numpy as np
import pytest

from claims.detecting import CUTS, difficulties
from claims.grid import AT_ONCE, Judgements, posterior_d_prime
from elearn.domain.recognition.bayesian import USUAL, Prior, answered, posterior, rated

PEOPLE = 7
BOUNDS = np.array([-np.inf, *CUTS, np.inf])
PRIORS = {"usual": USUAL, "other": Prior(0.8, 0.9, -0.4, 0.6)}


@pytest.mark.parametrize("prior", PRIORS.values(), ids=PRIORS)
def test_it_is_the_products_posterior_from_ratings(prior):
    chance = np.random.default_rng(1)
    level = {is_signal: chance.integers(1, 7, (PEOPLE, 12)) for is_signal in (True, False)}
    harder = {is_signal: difficulties(chance, PEOPLE, 12) for is_signal in (True, False)}
    expected = [
        posterior(
            [
                rated(is_signal, int(at), difficulty=float(difficulty))
                for is_signal in (True, False)
                for at, difficulty in zip(
                    level[is_signal][person], harder[is_signal][person], strict=True
                )
            ],
            prior,
        ).d_prime.mean
        for person in range(PEOPLE)
    ]

    signals, lookalikes = (
        Judgements(BOUNDS[level[each] - 1], BOUNDS[level[each]], harder[each])
        for each in (True, False)
    )

    assert posterior_d_prime(signals, lookalikes, prior) == pytest.approx(expected, abs=1e-9)


def test_it_is_the_products_posterior_from_yes_and_no():
    yes, no = (0.0, np.inf), (-np.inf, 0.0)
    signals, lookalikes = (
        Judgements(*(np.array([row]) for row in zip(*cuts, strict=True)), np.zeros((1, 3)))
        for cuts in ([yes, yes, no], [no, yes, no])
    )
    expected = posterior(
        [answered(True, concern) for concern in (True, True, False)]
        + [answered(False, concern) for concern in (False, True, False)]
    )

    found = posterior_d_prime(signals, lookalikes, USUAL)

    assert found == pytest.approx([expected.d_prime.mean], abs=1e-9)


def test_people_keep_their_order_when_they_are_too_many_at_once():
    chance = np.random.default_rng(1)
    level = chance.integers(1, 7, (AT_ONCE + 3, 4))
    judged = Judgements(BOUNDS[level - 1], BOUNDS[level], np.zeros(level.shape))

    found = posterior_d_prime(judged, judged, USUAL)

    last = judged.of(slice(AT_ONCE, None))
    assert found[AT_ONCE:] == pytest.approx(posterior_d_prime(last, last, USUAL))
    assert len(found) == AT_ONCE + 3
