"""Whether two cases that differ only in who the person is are treated alike."""

from dataclasses import dataclass
from math import comb

from elearn.domain.recognition.counts import require_counts

FEWEST_DISCORDANT = 10
UNEQUAL_BELOW = 0.05


@dataclass(frozen=True, slots=True)
class TwinParity:
    first_only: int
    """People who showed concern about the first twin and not about the second."""
    second_only: int
    p_value: float
    """Exact and two-sided: how often a difference as large comes about by chance."""

    @property
    def is_unequal(self) -> bool:
        return self.p_value < UNEQUAL_BELOW


def twin_parity(first_only: int, second_only: int) -> TwinParity | None:
    """None while fewer than ten people judged the twins differently.

    Raises: Refusal `counts-malformed`. Source: McNemar 1947, in its exact form.
    """
    require_counts((first_only, second_only))
    if first_only + second_only < FEWEST_DISCORDANT:
        return None
    return TwinParity(first_only, second_only, _two_sided(first_only, second_only))


def _two_sided(b: int, c: int) -> float:
    n = b + c
    tail = sum(comb(n, k) for k in range(min(b, c) + 1))
    return min(1.0, tail / (1 << (n - 1)))
