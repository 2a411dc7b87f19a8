"""A number that is read off a wall, a photograph or a slip of paper, and typed."""

from itertools import pairwise

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.record.resume_number import DIGITS, grouped, new_number, number_typed

NUMBER = new_number(bytes(range(16)))


def test_chance_makes_sixteen_digits_that_are_read_four_by_four():
    groups = grouped(NUMBER)

    assert len(NUMBER) == DIGITS
    assert NUMBER.isdecimal()
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert "".join(groups) == NUMBER


def test_a_number_of_little_chance_is_as_long():
    assert new_number(bytes(16)) == "0" * DIGITS


@pytest.mark.parametrize("between", [" ", "-", "", "\u00a0", " - "])
def test_spaces_and_hyphens_make_no_difference(between):
    assert number_typed(f" {between.join(grouped(NUMBER))} ") == NUMBER


@pytest.mark.parametrize(
    "typed", ["", NUMBER[:-1], NUMBER + "1", NUMBER[:-1] + "x", NUMBER[:-1] + "\u0663"]
)
def test_what_is_not_sixteen_digits_is_refused(typed):
    with pytest.raises(Refusal, match="resume-number-length"):
        number_typed(typed)


def test_no_single_wrong_digit_goes_unnoticed():
    wrong = [
        NUMBER[:place] + digit + NUMBER[place + 1 :]
        for place in range(DIGITS)
        for digit in "0123456789"
        if digit != NUMBER[place]
    ]

    for typed in wrong:
        with pytest.raises(Refusal, match="resume-number-mistyped"):
            number_typed(typed)


def test_no_two_digits_that_changed_places_go_unnoticed():
    for place, (left, right) in enumerate(pairwise(NUMBER)):
        typed = NUMBER[:place] + right + left + NUMBER[place + 2 :]
        if left != right:
            with pytest.raises(Refusal, match="resume-number-mistyped"):
                number_typed(typed)
