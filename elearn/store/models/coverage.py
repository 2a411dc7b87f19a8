"""Coverage kept as sums: what changed in a unit on a day, and what each person was counted as.
Both are derived from status periods, employments and the tree; `verify` recomputes them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import BY_KEY, Owned, refers_to


class CoverageChange(Owned, Base):
    """By how much the number of people with a mark changed in a unit on a day, in a month, in a
    year. The number on a day is the sum over the years before, the months before in its year, and
    the days of its month up to it: a few dozen rows, however long ago the first change was."""

    __tablename__ = "coverage_change"

    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    """Counted with everything under it."""
    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    grain: Mapped[str] = mapped_column(String(5), primary_key=True)
    """`day`, `month` or `year`."""
    on_day: Mapped[date] = mapped_column(primary_key=True)
    """The first day of it."""
    mark: Mapped[str] = mapped_column(String(16), primary_key=True)
    """A status; beside it `begun-late` for somebody under way after their last day, and `several`
    for somebody who works in more than one unit of it."""
    change: Mapped[int]

    __table_args__ = (refers_to("unit", "unit_id"), BY_KEY)


class PersonTally(Owned, Base):
    """What is in the sums for one person, so that it can be taken out again."""

    __tablename__ = "person_tally"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    stretches: Mapped[list[Any]] = mapped_column(JSON)
    """As elearn/domain/record/tally_packing.py writes them."""

    __table_args__ = (refers_to("person", "person_id"), BY_KEY)
