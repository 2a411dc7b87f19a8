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

    own_id_by_text = {option.text: option.id for option in asked.options}
    assert {option.text for option in shown.options} == own_id_by_text.keys()
    for option in shown.options:
        fields = {"answer": [option.id]}
        assert resolve(asked, fields, seed=seed) == {own_id_by_text[option.text]}


def test_the_same_seed_shows_the_same():
    assert presented(choice(5), seed="a") == presented(choice(5), seed="a")


def test_every_order_is_as_likely():
    first = Counter(presented(choice(3), seed=str(n)).options[0].text for n in range(3000))

    assert all(abs(count - 1000) < 120 for count in first.values())


def test_a_public_id_says_nothing_of_the_place_or_of_another_attempt():
    one = {option.id for option in presented(choice(4), seed="a").options}
    other = {option.id for option in presented(choice(4), seed="b").options}

    assert not one & other
    assert not {"1", "2", "3", "4"} & one


def test_an_author_can_keep_the_order_but_not_the_ids():
    shown = presented(choice(6, shuffle=False), seed="a")

    ids = [option.id for option in shown.options]
    assert [option.text for option in shown.options] == [f"Svar {n}" for n in range(1, 7)]
    assert sorted(ids) != ids


@pytest.mark.parametrize("public_ids", [["1"], ["o000000000000"]])
def test_an_id_that_was_never_shown_is_refused(public_ids: list[str]):
    with pytest.raises(BadAnswer):
        resolve(choice(3), {"answer": public_ids}, seed="a")
