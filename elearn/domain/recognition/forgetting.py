"""How recall falls with the days: the forgetting curve of FSRS-6 with its default parameters."""

from fsrs.scheduler import FSRS_DEFAULT_DECAY

DECAY = -FSRS_DEFAULT_DECAY
RECALL_AT_STABILITY = 0.9
FACTOR = RECALL_AT_STABILITY ** (1 / DECAY) - 1


def recall_after(days: float, stability: float) -> float:
    """The expected probability of recall, 1 on the day itself and .9 after *stability* days."""
    return float((1 + FACTOR * max(0.0, days) / stability) ** DECAY)


def days_until(recall: float, stability: float) -> float:
    """After how many days recall has fallen to *recall*, which is above 0 and at most 1."""
    return float(stability / FACTOR * (recall ** (1 / DECAY) - 1))
