"""Which class of case comes next, so that look-alikes stay the larger part.

Practising mostly signals would teach to see signals everywhere. Source: Singh 2019 on phishing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from types import MappingProxyType

from elearn.domain.recognition.case import Case, Truth

SHARES = MappingProxyType({Truth.SIGNAL: 0.325, Truth.LOOKALIKE: 0.55, Truth.GREY: 0.125})
SHARES_WITHOUT_GREY = MappingProxyType(
    {Truth.SIGNAL: SHARES[Truth.SIGNAL], Truth.LOOKALIKE: 1 - SHARES[Truth.SIGNAL]}
)
REMEMBERED_CASES = 40
"""How far back the mix is balanced."""
CLOSING_CASES = 3
SIGNALS_IN_CLOSING = 1


def wanted(
    earlier: Sequence[Case], session: Sequence[Case], *, size: int, with_grey: bool = True
) -> list[Truth]:
    """The classes the next case may have, the one that is furthest behind its share first.

    *earlier* are the cases of former sessions and *session* those of this one so far, oldest
    first; *size* is how many the session is to have. In a bank without grey cases their share
    falls to the look-alikes.
    """
    recent = [*earlier, *session][-REMEMBERED_CASES:]
    counts = Counter(case.truth for case in recent)
    shares = SHARES if with_grey else SHARES_WITHOUT_GREY
    behind = {truth: share * (len(recent) + 1) - counts[truth] for truth, share in shares.items()}
    by_need = sorted(behind, key=lambda truth: -behind[truth])
    return [truth for truth in by_need if truth is not Truth.SIGNAL or _has_room(session, size)]


def follows(case: Case, before: Case) -> bool:
    """Whether *case* may come right after *before*: no two signals of one ideology in a row."""
    if {case.truth, before.truth} != {Truth.SIGNAL}:
        return True
    return case.ideology is None or case.ideology != before.ideology


def keeps(session: Sequence[Case], earlier: Iterable[Case]) -> bool:
    """Whether a whole *session* may be asked in this order after the cases of *earlier* ones."""
    closing = [case.truth for case in session[-CLOSING_CASES:]]
    flow = [*list(earlier)[-1:], *session]
    return closing.count(Truth.SIGNAL) <= SIGNALS_IN_CLOSING and all(
        follows(case, before) for before, case in pairwise(flow)
    )


def _has_room(session: Sequence[Case], size: int) -> bool:
    closing_from = max(0, size - CLOSING_CASES)
    if len(session) < closing_from:
        return True
    closing = session[closing_from:]
    return sum(case.truth is Truth.SIGNAL for case in closing) < SIGNALS_IN_CLOSING
