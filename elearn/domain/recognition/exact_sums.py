"""Figures whose sum does not depend on the order in which they were added."""

GRID = 2**16


def addable(value: float) -> float:
    """*value* to the nearest 65,536th.

    Sums of such figures, of their squares and of their products are exact up to 2,000,000. Sums
    of others differ in the last bits with the order of adding, which would tell who came when.
    """
    return round(value * GRID) / GRID
