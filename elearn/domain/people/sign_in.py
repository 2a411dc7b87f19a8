"""How long codes live, how failures slow down, and what makes a secret good enough."""

from collections.abc import Sequence

from elearn.domain.errors import Refusal

SESSION_DAYS = 30
CODE_DAYS = 14
LINK_HOURS = 24
FREE_FAILURES = 4
LONGEST_WAIT_SECONDS = 300
SHORTEST_SECRET = 10
LONGEST_SECRET = 200
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not mistaken for each other on paper."""
CODE_LENGTH = 12
"""30^12: 58 bits."""


def wait_after(failures: int) -> int:
    """Seconds until the next try: none for the first four, then 2, 4, 8 … at most 300.

    It slows down and never locks, so that nobody can shut a colleague out.
    """
    if failures <= FREE_FAILURES:
        return 0
    return min(LONGEST_WAIT_SECONDS, 1 << min(failures - FREE_FAILURES, 16))


def check_secret(secret: str, names: Sequence[str]) -> None:
    """Long enough, not one letter repeated, and none of the person's own *names*.

    Raises:
        Refusal: `secret-too-short`, `secret-too-long`, `secret-too-simple`.
    Source: NIST SP 800-63B, 5.1.1.2: length over composition.
    """
    if len(secret) < SHORTEST_SECRET:
        raise Refusal("secret-too-short", shortest=SHORTEST_SECRET)
    if len(secret) > LONGEST_SECRET:
        raise Refusal("secret-too-long", longest=LONGEST_SECRET)
    plain = secret.casefold()
    if len(set(plain)) < 4 or plain in {name.casefold() for name in names}:
        raise Refusal("secret-too-simple")


def written_code(chance: bytes) -> str:
    """Twelve letters in three groups of four: `7KPM-22QX-9ZTB`. *chance* holds 12 bytes or more.

    Bytes over 239 are folded unevenly; the bias costs less than a tenth of a bit.
    """
    letters = "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in chance[:CODE_LENGTH])
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4))
