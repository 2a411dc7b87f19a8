"""From where to where an estimate may lie."""

from dataclasses import dataclass
from statistics import NormalDist

STANDARD_NORMAL = NormalDist()
Z_95 = STANDARD_NORMAL.inv_cdf(0.975)
"""Standard errors to each side of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether *value* lies inside; the ends belong to it."""
        return self.low <= value <= self.high


def around(value: float, standard_error: float) -> Interval:
    """The 95 % interval of an estimate whose error is normal."""
    return Interval(value - Z_95 * standard_error, value + Z_95 * standard_error)
