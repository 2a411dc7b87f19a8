"""Two criteria on one axis: how much it takes to notice, and how much to escalate.

Answers are rungs of the ladder in `response.py`. Both come from the same cases, so that somebody
who notices early and escalates late is told apart from somebody who does neither or both.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from elearn.domain.errors import Refusal
from elearn.domain.recognition.counts import require_counts
from elearn.domain.recognition.detection import Detection, estimate
from elearn.domain.recognition.response import Rung


@dataclass(frozen=True, slots=True)
class TwoCriteria:
    notice: Detection
    """Anything above the ordinary counts as concern; its `criterion` is c_notice."""
    escalate: Detection
    """Specialist support and above counts as concern; its `criterion` is c_escalate."""


def two_criteria(
    signals: Sequence[int], lookalikes: Sequence[int], *, adaptive: bool = False
) -> TwoCriteria:
    """Both criteria, from how often each rung was chosen, rung 0 first.

    Leave out steps with a legal duty: there the formal route is no escalation.

    Raises: Refusal `counts-malformed`, also when there are not five counts each.
    """
    require_counts((*signals, *lookalikes))
    if {len(signals), len(lookalikes)} != {len(Rung)}:
        raise Refusal("counts-malformed")
    notice, escalate = (
        estimate(
            sum(signals[rung:]),
            sum(signals[:rung]),
            sum(lookalikes[rung:]),
            sum(lookalikes[:rung]),
            adaptive=adaptive,
        )
        for rung in (Rung.TALK, Rung.SPECIALIST)
    )
    return TwoCriteria(notice, escalate)
