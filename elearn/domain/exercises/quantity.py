"""Numbers as people type them, and ranges of numbers as authors do.

A decimal comma and a decimal point are alike. Thousands may be set apart by spaces, never by
points or commas: those would be decimals to somebody else.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_WHOLE = r"(?:[0-9]{1,3}(?: [0-9]{3}){1,4}|[0-9]{1,15})"
_UNSIGNED = rf"(?:{_WHOLE}(?:[.,][0-9]{{0,10}})?|[.,][0-9]{{1,10}})"
"""Short enough for sums to be exact in `decimal`, which keeps 28 digits."""
_SIGNED = rf"[+-]?{_UNSIGNED}"
_TOLERANCE = r"±|\+/?-"
_DASHES = re.compile("[\u2010-\u2015\u2212]")


@dataclass(frozen=True)
class Range:
    """Both ends within it; a single number is a range of its own."""

    low: Decimal
    high: Decimal

    def holds(self, number: Decimal) -> bool:
        return self.low <= number <= self.high

    def covers(self, other: "Range") -> bool:
        return self.holds(other.low) and self.holds(other.high)


def number_in(text: str, unit: str = "") -> Decimal | None:
    """The number that *text* is, with or without *unit* after it; None when it is none."""
    match = re.fullmatch(rf"({_SIGNED}){_or_unit(unit)}", _plain(text))
    return _decimal(match[1]) if match else None


def range_in(text: str, unit: str = "") -> Range | None:
    """The range that `30`, `5–8` or `10 ± 2` is; None when *text* is none of them.

    What is written backwards, such as `8–5`, has its low end above its high one.
    """
    plain, after = _plain(text), _or_unit(unit)
    if (number := number_in(text, unit)) is not None:
        return Range(number, number)
    if match := re.fullmatch(rf"({_SIGNED}){after} ?- ?({_SIGNED}){after}", plain):
        return Range(_decimal(match[1]), _decimal(match[2]))
    tolerance = rf"({_SIGNED}){after} ?(?:{_TOLERANCE}) ?({_UNSIGNED}){after}"
    if match := re.fullmatch(tolerance, plain):
        middle, reach = _decimal(match[1]), _decimal(match[2])
        return Range(middle - reach, middle + reach)
    return None


def is_tolerance(text: str) -> bool:
    """Whether *text*, once it is known to be a range, is one such as `10 ± 2`."""
    return bool(re.search(_TOLERANCE, _plain(text)))


def from_to(expected: Range, *, comma: bool) -> str:
    """Both ends, such as `0–2`; with a space about the dash where an end is below 0. With *comma*,
    decimals have one."""
    dash = " – " if expected.low < 0 else "–"
    text = dash.join(written(end) for end in (expected.low, expected.high))
    return text.replace(".", ",") if comma else text


def written(number: Decimal) -> str:
    """*number* with a decimal point and nothing needless, such as `2.5`, `10` or `0`."""
    return format((number + 0).normalize(), "f")


def _plain(text: str) -> str:
    """One kind of dash, space and digit; what `²` is stays what it is."""
    digits = (str(unicodedata.decimal(sign, sign)) for sign in text)
    return _DASHES.sub("-", " ".join("".join(digits).split()))


def _or_unit(unit: str) -> str:
    return rf"(?: ?(?i:{re.escape(_plain(unit))}))?"


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(" ", "").replace(",", "."))
