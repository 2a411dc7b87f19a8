from datetime import date
from typing import Any

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.employment import (
    Employment,
    EmploymentKind,
    confirmed,
    is_in_family,
    overlaps,
    transferred,
)
from elearn.domain.people.intervals import Interval
from tests.domain.people.organisations import START, day, unit


def post(number: int = 1, /, **facts: Any) -> Employment:
    least = {
        "id": unit(number),
        "person": unit(50),
        "unit": unit(1),
        "number": "100",
        "aid_code": "207012",
        "kind": EmploymentKind.PERMANENT,
        "from_on": START,
        "to_on": None,
    }
    return Employment(**(least | facts))


@pytest.mark.parametrize(
    ("aid_code", "families", "expected"),
    [
        ("207012", {"2070"}, True),
        ("207012", {"207012"}, True),
        ("207012", {"5", "20"}, True),
        ("207012", {"070"}, False),
        ("207012", {"2070123"}, False),
        ("207012", set(), True),
        ("", set(), True),
        ("", {"2070"}, False),
    ],
)
def test_a_family_is_the_beginning_of_a_code(
    aid_code: str, families: set[str], expected: bool
) -> None:
    assert is_in_family(aid_code, families) is expected


@pytest.mark.parametrize("aid_code", ["20-70", "2070 ", "²", "abc"])
def test_an_aid_code_is_digits(aid_code: str) -> None:
    with pytest.raises(Refusal) as refused:
        post(aid_code=aid_code)

    assert refused.value.code == "aid-code-not-digits"


@pytest.mark.parametrize(
    ("to_on", "ends_on"), [(None, day(30)), (day(90), day(30)), (day(10), day(10))]
)
def test_an_unconfirmed_post_ends_after_thirty_days(to_on: date | None, ends_on: date) -> None:
    provisional = post(provisional=True, to_on=to_on)

    assert provisional.period == Interval(START, ends_on)
    assert confirmed(provisional).period == Interval(START, to_on)


def test_a_transfer_cuts_the_post_and_its_leaves_in_two() -> None:
    away = post(leaves=(Interval(day(5), day(15)),))

    before, after = transferred(away, unit(2), day(10), new_id=unit(9))

    assert before == post(to_on=day(10), leaves=(Interval(day(5), day(10)),))
    assert after == post(9, unit=unit(2), from_on=day(10), leaves=(Interval(day(10), day(15)),))


def test_a_post_that_has_not_begun_is_transferred_whole() -> None:
    coming = post(from_on=day(10))

    assert transferred(coming, unit(2), day(10), new_id=unit(9)) == (
        post(from_on=day(10), unit=unit(2)),
    )


def test_a_transfer_does_not_lengthen_an_unconfirmed_post() -> None:
    rows = transferred(post(provisional=True), unit(2), day(20), new_id=unit(9))

    assert [row.period for row in rows] == [Interval(START, day(20)), Interval(day(20), day(30))]


def test_a_post_that_is_over_is_not_transferred() -> None:
    with pytest.raises(Refusal) as refused:
        transferred(post(to_on=day(10)), unit(2), day(10), new_id=unit(9))

    assert refused.value.code == "employment-over"


def test_rows_of_one_number_may_follow_but_not_overlap_each_other() -> None:
    first, following = post(1, to_on=day(10)), post(2, from_on=day(10))
    early, other = post(3, from_on=day(9)), post(4, number="200")

    assert overlaps([following, first, other]) == []
    assert overlaps([early, first, other]) == [(first, early)]
