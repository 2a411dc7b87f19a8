"""How long codes live, how failures slow down, which secrets are good enough, who prints slips."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Grant, Role

SESSION_DAYS = 30
SHARED_IDLE = timedelta(minutes=10)
"""A session on a shared device ends when nothing was asked of us for so long."""
ASK_AFTER_SECONDS = 60
"""There the page asks whether anybody is still there when nobody has touched it for so long,"""
ANSWER_WITHIN_SECONDS = 30
"""and signs out when nobody answers."""
PLACE_KEPT = timedelta(hours=12)
"""Whoever was signed out for want of a touch comes back to the same page until then."""
CODE_DAYS = 14
LINK_HOURS = 24
CODE_SESSION = timedelta(hours=1)
"""How long a code that was used leaves time to choose an own secret."""
LINK_EVERY = timedelta(minutes=10)
"""A person gets no second letter before."""
SHORTEST_SECRET = 10
LONGEST_SECRET = 200
FEWEST_DIFFERENT_LETTERS = 5
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not mistaken for each other on paper."""
CODE_LENGTH = 12
"""30^12: 58 bits."""
EVERYBODY_TRIES = frozenset(
    (
        *("password", "lösenord", "losenord", "hemligt", "hemlighet", "admin", "administrator"),
        *("välkommen", "valkommen", "welcome", "kommun", "kommunen", "sverige", "sweden"),
        *("vinter", "vintern", "vår", "våren", "sommar", "sommaren", "höst", "hösten"),
        *("winter", "spring", "summer", "autumn", "hejsan", "hejhej", "fotboll", "stockholm"),
        *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti"),
        *("september", "oktober", "november", "december", "iloveyou", "letmein"),
        *("demo", "qwerty", "qwertyui", "qwertyuiop", "qwertyuiopå", "asdfghjkl", "asdfghjklö"),
    )
)
"""Words that stay too simple whatever digits and signs are hung on them."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How tries that fail slow down the next one. Nothing ever locks."""

    free: int
    """Failures that cost no wait."""
    longest_wait_seconds: int
    one_forgotten_every: timedelta
    most_counted: int

    def left_of(self, failures: int, since_last: timedelta) -> int:
        """What still counts of *failures* after a while without one."""
        return max(0, failures - int(since_last / self.one_forgotten_every))

    def wait_seconds(self, failures: int) -> int:
        """From the last failure to the next try: 2, 4, 8 … once the free ones are used up."""
        beyond = failures - self.free
        return min(self.longest_wait_seconds, 1 << beyond) if beyond > 0 else 0


NAME_PACE = Pace(
    free=4,
    longest_wait_seconds=300,
    one_forgotten_every=timedelta(hours=1),
    most_counted=24,
)
"""For one user name: it slows a guesser to twelve tries an hour, and a day's rest clears it."""
ADDRESS_PACE = Pace(
    free=300,
    longest_wait_seconds=8,
    one_forgotten_every=timedelta(seconds=6),
    most_counted=600,
)
"""For one network address. A whole town hall may sit behind one, so three hundred failures
close together are free, it forgets ten a minute, and its wait stays short enough to sit out."""


VOTE_PACE = Pace(
    free=40,
    longest_wait_seconds=60,
    one_forgotten_every=timedelta(seconds=30),
    most_counted=120,
)
"""For one network address that tries the four digits of a vote in a room: a whole workplace may
mistype them at once, and a guesser has less than three tries a minute for ten thousand codes."""
RESUME_PACE = VOTE_PACE
"""For one network address that tries resume numbers: the check digit has stopped those who mistype,
and a guesser has less than three tries a minute for ten to the fifteenth numbers."""
BEGIN_PACE = Pace(
    free=60,
    longest_wait_seconds=60,
    one_forgotten_every=timedelta(minutes=1),
    most_counted=180,
)
"""For one network address that begins open courses: sixty people in a room may at once, and a
machine fills the table by less than three rows a minute."""


def check_secret(secret: str, names: Collection[str]) -> None:
    """Long enough, not a few letters repeated, no word that everybody tries, none of the
    person's own *names*; digits and signs around such a word make it no better, and neither
    does saying it over and over.

    Raises:
        Refusal: `secret-too-short`, `secret-too-long`, `secret-too-simple`.
    Source: NIST SP 800-63B, 5.1.1.2: length over composition.
    """
    if len(secret) < SHORTEST_SECRET:
        raise Refusal("secret-too-short", shortest=SHORTEST_SECRET)
    if len(secret) > LONGEST_SECRET:
        raise Refusal("secret-too-long", longest=LONGEST_SECRET)
    plain = secret.casefold()
    known = {_bare(name) for name in names} | EVERYBODY_TRIES | {""}
    is_known = _bare(plain) in known or _only_word(plain) in known
    if len(set(plain)) < FEWEST_DIFFERENT_LETTERS or is_known or _climbs(plain):
        raise Refusal("secret-too-simple")


def written_code(chance: bytes) -> str:
    """Twelve letters in three groups of four: `7KPM-22QX-9ZTB`. *chance* holds 12 bytes or more.

    Bytes over 239 are folded unevenly; the bias costs less than a tenth of a bit.
    """
    letters = "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in chance[:CODE_LENGTH])
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def may_print_slip(issuer: Iterable[Grant], person: Iterable[Grant], tree: OrgTree) -> bool:
    """Whether a slip for *person* hands *issuer* nothing that they do not have already.

    Whoever prints a slip could use it. So each role of the person must be held by the issuer
    too, on the same unit or above it; an administrator of the unit may print for every role.
    Roles on a unit that is not in *tree*, today's, give no power and do not count.
    Source: docs/decisions/0007.
    """
    held = list(issuer)
    return all(
        any(
            own.role in (grant.role, Role.ADMINISTRATOR) and tree.is_within(grant.unit, own.unit)
            for own in held
        )
        for grant in person
        if grant.unit in tree
    )


def _bare(text: str) -> str:
    """*text* without the digits, signs and spaces at its ends."""
    folded = text.casefold()
    letters = [place for place, letter in enumerate(folded) if letter.isalpha()]
    return folded[letters[0] : letters[-1] + 1] if letters else ""


def _only_word(text: str) -> str | None:
    """What *text* says over and over: `demo` of `demo-demo-demo`. None when it says more."""
    words = set("".join(each if each.isalpha() else " " for each in text).split())
    return words.pop() if len(words) == 1 else None


def _climbs(text: str) -> bool:
    """Whether each letter follows the one before it: 1234567890, abcdefghij."""
    codes = [ord(letter) for letter in text]
    return all(b - a == 1 for a, b in pairwise(codes[:-1]))
