"""The sums that are kept of an exercise version: enough for its statistics, nothing of anybody.

They are raised once when a module is finished; how one person answered cannot be had from them.
"""

from dataclasses import dataclass

from elearn.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class ItemSums:
    """Over first answers: *x* is the mark of this exercise, 0 to 1, *rest* that of the others.

    The rest is the mean mark of the other exercises of the module, 0 to 1.
    """

    answers: int = 0
    x: float = 0.0
    rest: float = 0.0
    x_squared: float = 0.0
    rest_squared: float = 0.0
    x_rest: float = 0.0

    def with_answer(self, x: float, rest: float) -> "ItemSums":
        """Raises: Refusal `mark-malformed` unless both are from 0 to 1."""
        if not (0 <= x <= 1 and 0 <= rest <= 1):
            raise Refusal("mark-malformed")
        return self + ItemSums(1, x, rest, x * x, rest * rest, x * rest)

    def __add__(self, other: "ItemSums") -> "ItemSums":
        return ItemSums(
            self.answers + other.answers,
            self.x + other.x,
            self.rest + other.rest,
            self.x_squared + other.x_squared,
            self.rest_squared + other.rest_squared,
            self.x_rest + other.x_rest,
        )
