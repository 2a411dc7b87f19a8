"""A coverage in the figures that the manager's pages show."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

from elearn.domain.record.completion import Status
from elearn.domain.record.coverage import Coverage

PAGE_ROWS = 50

Row = TypeVar("Row")


def overdue(coverage: Coverage) -> int:
    """Those who should have done it by now: never and overdue, or expired."""
    return coverage.parts[Status.NEVER_OVERDUE] + coverage.parts[Status.EXPIRED]


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    rows: Sequence[Row]
    number: int
    """From 1."""
    pages: int
    total: int
    """Rows on all pages together."""


def page_count(total: int) -> int:
    return max(1, ceil(total / PAGE_ROWS))


def page_of(rows: Sequence[Row], number: int) -> Page[Row]:
    start = (number - 1) * PAGE_ROWS
    return Page(rows[start : start + PAGE_ROWS], number, page_count(len(rows)), len(rows))
