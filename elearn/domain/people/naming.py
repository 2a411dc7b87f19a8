"""How people are named, how names are put in order, and what is never a name."""

import re
import unicodedata

from elearn.domain.errors import Refusal
from elearn.domain.folding import without_marks

LONGEST_NAME = 80
"""A given name, or a family name."""

_AFTER_Z = str.maketrans("åäæöø", "{||}}")
"""Swedish has three letters after z, where ASCII has three brackets. Other marks do not count."""
_PERSONNUMMER = re.compile(r"(?<!\d)(19|20)?\d\d(\d\d)(\d\d)([-+ ]?)\d{4}(?!\d)")


def shown_name(given_name: str, family_name: str, alias: str | None) -> str:
    """What everybody reads: the alias of whoever has one (protected identity), else the name."""
    return alias or f"{given_name} {family_name}".strip()


def listed_name(given_name: str, family_name: str, alias: str | None) -> str:
    """What a list is ordered by: the alias, else the family name first."""
    return alias or f"{family_name} {given_name}".strip()


def sorting_key(name: str) -> str:
    """Sorts as a Swedish telephone directory does."""
    return without_marks(unicodedata.normalize("NFC", name.casefold()).translate(_AFTER_Z))


def check_name(name: str) -> None:
    """Of one given or family name.

    Raises: Refusal `name-not-text`, `name-too-long` or `name-holds-personnummer`.
    """
    if not name.isprintable():
        raise Refusal("name-not-text")
    if len(name) > LONGEST_NAME:
        raise Refusal("name-too-long", longest=LONGEST_NAME)
    check_no_personnummer(name)


def check_no_personnummer(text: str) -> None:
    """Raises: Refusal `name-holds-personnummer`."""
    if looks_like_personnummer(text):
        raise Refusal("name-holds-personnummer")


def looks_like_personnummer(text: str) -> bool:
    """A Swedish personal or coordination number anywhere in *text*, with or without century and
    hyphen.

    Ten digits in a row may be something else, so their control digit has to agree as well.
    """
    for found in _PERSONNUMMER.finditer(text):
        month, day = int(found[2]), int(found[3])
        is_day = 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)
        digits = re.sub(r"\D", "", found[0])
        if is_day and (found[1] or found[4] or _control_digit_agrees(digits)):
            return True
    return False


def _control_digit_agrees(digits: str) -> bool:
    """Source: Luhn, as the Swedish Tax Agency uses it on ten digits."""
    total = 0
    for place, digit in enumerate(digits[-10:]):
        doubled = int(digit) * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
