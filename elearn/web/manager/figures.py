"""A coverage in the figures that the manager's pages show, and a list in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

from flask_babel import gettext as _

from elearn.domain.record.completion import Status
from elearn.domain.record.coverage import Coverage
from elearn.wording.statuses import BEGUN_LATE, PARTS

PAGE_ROWS = 50

Row = TypeVar("Row")


def parts_of(coverage: Coverage) -> list[tuple[str, int, str]]:
    """Words, people and code of each; the people add up to those the course is asked of."""
    counts = dict(coverage.parts)
    counts[Status.UNDER_WAY] -= coverage.begun_late
    found = [(_(words), counts[part], part.value) for part, words in PARTS.items()]
    if coverage.begun_late:
        place = list(PARTS).index(Status.UNDER_WAY) + 1
        found.insert(place, (_(BEGUN_LATE), coverage.begun_late, Status.UNDER_WAY.value))
    return found


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
