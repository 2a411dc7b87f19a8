from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.interaction import Choice, Option
from elearn.domain.exercises.presentation import presented, resolve


def choice(count: int, *, shuffle: bool = True) -> Choice:
    options = tuple(Option(str(n), f"Svar {n}") for n in range(1, count + 1))
    return Choice(options, multiple=True, shuffle=shuffle)


@given(st.integers(1, 40), st.text())
def test_what_was_shown_is_found_again(count: int, seed: str):
    asked = choice(count)

    shown = presented(asked, seed=seed)

    assert sorted(int(option.id) for _, option in shown) == list(range(1, count + 1))
    for public_id, option in shown:
        assert resolve(asked, [public_id], seed=seed) == {option.id}


def test_the_same_seed_shows_the_same():
    assert presented(choice(5), seed="a") == presented(choice(5), seed="a")


def test_every_order_is_as_likely():
    first = Counter(presented(choice(3), seed=str(n))[0][1].id for n in range(3000))

    assert all(abs(count - 1000) < 120 for count in first.values())


def test_a_public_id_says_nothing_of_the_place_or_of_another_attempt():
    one = dict(presented(choice(4), seed="a"))
    other = dict(presented(choice(4), seed="b"))

    assert not one.keys() & other.keys()
    assert not {"1", "2", "3", "4"} & one.keys()


def test_an_author_can_keep_the_order_but_not_the_ids():
    shown = presented(choice(6, shuffle=False), seed="a")

    assert [option.id for _, option in shown] == ["1", "2", "3", "4", "5", "6"]
    assert sorted(public_id for public_id, _ in shown) != [public_id for public_id, _ in shown]


@pytest.mark.parametrize("public_ids", [["1"], ["o000000000000"], [""], [None], [["1"]]])
def test_an_id_that_was_never_shown_is_refused(public_ids: list[str]):
    with pytest.raises(BadAnswer):
        resolve(choice(3), public_ids, seed="a")
