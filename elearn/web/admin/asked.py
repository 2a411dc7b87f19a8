"""What the address of a list page asks for, and how far the viewer's permission reaches."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar
from uuid import UUID

from flask import request

from elearn.domain.people.permissions import Permission
from elearn.web.guard import tree, within

PAGE_ROWS = 50
LONGEST_SEARCH = 100

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    rows: Sequence[Row]
    number: int
    """From 1."""
    pages: int
    total: int
    """Rows on all pages together."""


def page_of(rows: Sequence[Row]) -> Page[Row]:
    """The page that `page` asks for; the nearest there is."""
    pages = max(1, ceil(len(rows) / PAGE_ROWS))
    number = max(1, min(_number(request.args.get("page", "")), pages))
    start = (number - 1) * PAGE_ROWS
    return Page(rows[start : start + PAGE_ROWS], number, pages, len(rows))


def text_asked() -> str:
    return " ".join(request.args.get("q", "").split())[:LONGEST_SEARCH]


def sort_asked(codes: Collection[str], default: str) -> str:
    sort = request.args.get("sort", "")
    return sort if sort.removeprefix("-") in codes else default


def choice_asked(name: str, codes: Collection[str], default: str) -> str:
    chosen = request.args.get(name, "")
    return chosen if chosen in codes else default


def scope(permission: Permission) -> frozenset[UUID] | None:
    """The units that a query for *permission* is limited to; None means the whole municipality,
    closed units and people without a unit included."""
    reached = within(permission)
    return None if reached.issuperset(tree()) else reached


def _number(text: str) -> int:
    try:
        return int(text[:9])
    except ValueError:
        return 1
