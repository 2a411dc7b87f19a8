from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.exercises.quantity import Range, number_in, range_in, written


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10", "10"),
        (" 10 ", "10"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        (",5", "0.5"),
        ("10.", "10"),
        ("-4", "-4"),
        ("−4", "-4"),
        ("–4", "-4"),
        ("+4", "4"),
        ("1 000", "1000"),
        ("1\u00a0000\u202f000", "1000000"),
        ("12345", "12345"),
        ("1.000", "1"),
        ("\uff11\uff12", "12"),
        ("١٢", "12"),
        ("10 dagar", "10"),
        ("10dagar", "10"),
        ("10 DAGAR", "10"),
    ],
)
def test_a_number_is_read_however_it_is_typed(text: str, number: str):
    assert number_in(text, "dagar") == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", "tio", "10 veckor", "10 dagar till", "1 00", "1,000.5", "1e3", "10²", "½", "inf", "nan",
     "0x10", "1_000", "--4", "5-8", ".", "9" * 16, "dagar"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str):
    assert number_in(text, "dagar") is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30", "30", "30"),
        ("10 ± 2", "8", "12"),
        ("10±2", "8", "12"),
        ("10 +/- 2", "8", "12"),
        ("10 +- 2", "8", "12"),
        ("0,3 ± 0,1", "0.2", "0.4"),
        ("-10 ± 2", "-12", "-8"),
        ("5–8", "5", "8"),
        ("5-8", "5", "8"),
        ("5 — 8", "5", "8"),
        ("-5 – -2", "-5", "-2"),
        ("-5--2", "-5", "-2"),
        ("1 000–2 000", "1000", "2000"),
        ("70 % ± 5 %", "65", "75"),
        ("70–80 %", "70", "80"),
        ("8–5", "8", "5"),
    ],
)
def test_a_range_is_read_however_it_is_written(text: str, low: str, high: str):
    assert range_in(text, "%") == Range(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text", ["", "10 ± -2", "10 ±", "± 2", "5–8–9", "5 till 8", "10 ± 2 ± 1", "10 * 2", ">5"]
)
def test_what_is_no_range_is_none(text: str):
    assert range_in(text) is None


@pytest.mark.parametrize("unit", ["%", "m²", "kr/h", "(st)", "[", "a.b", "\\d+", " dagar "])
def test_any_unit_is_taken_as_it_is_written(unit: str):
    assert number_in(f"10 {unit}", unit) == 10
    assert number_in("10 x", unit) is None


@pytest.mark.parametrize(
    ("number", "text"), [("-0", "0"), ("1E+3", "1000"), ("2.50", "2.5"), ("-1", "-1")]
)
def test_a_number_is_written_in_one_way(number: str, text: str):
    assert written(Decimal(number)) == text


numbers = st.decimals(
    min_value=-(10**12), max_value=10**12, places=3, allow_nan=False, allow_infinity=False
)


@given(numbers)
def test_what_is_written_is_read_again(number: Decimal):
    assert number_in(written(number)) == number
    assert number_in(f"{number:f}".replace(".", ",")) == number


@given(numbers, numbers.map(abs))
def test_a_tolerance_holds_its_ends_and_nothing_beyond(middle: Decimal, reach: Decimal):
    found = range_in(f"{middle:f} ± {reach:f}")

    assert found == Range(middle - reach, middle + reach)
    assert found.holds(middle - reach)
    assert not found.holds(middle + reach + Decimal("0.001"))


@given(st.text(), st.text())
def test_no_text_breaks_the_reading(text: str, unit: str):
    number_in(text, unit)
    range_in(text, unit)
