"""The number by which somebody without an account goes on with an open course.

Sixteen digits: fifteen by chance, and a last one that shows a slip of the pen before anything is
looked up. Digits, because every phone has them on one keyboard and every language calls them alike.
"""

from elearn.domain.errors import Refusal

DIGITS = 16
BY_CHANCE = DIGITS - 1
"""10^15: 49 bits. Source: docs/decisions/0032."""
CHANCE_BYTES = 16
GROUP = 4
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
"""A quasigroup in which no two digits that change places, and no single wrong one, go unnoticed.

Source: H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004.
"""


def new_number(chance: bytes) -> str:
    """Sixteen digits. *chance* holds 16 bytes, so that the fold to 10^15 favours no number."""
    drawn = f"{int.from_bytes(chance[:CHANCE_BYTES], 'big') % 10**BY_CHANCE:0{BY_CHANCE}d}"
    return f"{drawn}{_checked(drawn)}"


def grouped(number: str) -> tuple[str, ...]:
    """As people read it aloud: four by four."""
    return tuple(number[start : start + GROUP] for start in range(0, DIGITS, GROUP))


def number_typed(typed: str) -> str:
    """The number that *typed* means; spaces, hyphens and full stops make no difference.

    Raises: Refusal `resume-number-length` where there are not sixteen digits and nothing else,
        `resume-number-mistyped` where a digit is wrong or two have changed places.
    """
    digits = "".join(letter for letter in typed if letter not in " -.\u00a0\u2010\u2011\u2013\t")
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise Refusal("resume-number-length")
    if _checked(digits):
        raise Refusal("resume-number-mistyped")
    return digits


def _checked(digits: str) -> int:
    """What is left over: the check digit of *digits*, or 0 where they end with the right one."""
    left = 0
    for digit in digits:
        left = int(_DAMM[left][int(digit)])
    return left
