"""What is said of the votes of the municipality's own panel, after the answer."""

from collections.abc import Collection

from elearn.domain.exercises.exercise import Remark, Verdict
from elearn.domain.recognition.panel_votes import Tally, is_contested
from elearn.domain.recognition.rating import concern_of

OWN = "own-"
"""Before the code of a remark on votes: they are not those that the author's file holds."""
CONTESTED = "panel-contested"
"""The code of a remark that the panel does not agree with the writers."""
MOST_REASONS = 3
_SURE = frozenset({"1", "6"})


def remarks_on_reasons(tally: Tally | None) -> tuple[Remark, ...]:
    """One, with the most named reasons by their codes in order; none where nobody named any."""
    named = tally.leading_reasons[:MOST_REASONS] if tally else ()
    values = {reason.value: count for reason, count in named}
    return (Remark(Verdict.NEUTRAL, "", code="panel-reasons", values=values),) if values else ()


def remarks_on_dispute(tally: Tally, key: Collection[str]) -> tuple[Remark, ...]:
    """One where the panel does not agree with *key*, which stays the writers' all the same."""
    return (Remark(Verdict.NEUTRAL, "", code=CONTESTED),) * is_contested(tally, key)


def remark_on_levels(tally: Tally) -> Remark:
    """How the votes fell on the two halves of the scale, and how many were sure."""
    counts = dict.fromkeys(("ordinary", "ordinary_sure", "concern", "concern_sure"), 0)
    for level, count in tally.votes.items():
        half = "concern" if concern_of(int(level)) else "ordinary"
        counts[half] += count
        counts[f"{half}_sure"] += count if level in _SURE else 0
    return Remark(Verdict.NEUTRAL, "", code="panel-levels", values=counts)
