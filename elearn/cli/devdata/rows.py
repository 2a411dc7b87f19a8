"""Rows on their way to the database: by table, as plain values."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any
from uuid import UUID

from elearn.domain.ids import RANDOM_BYTES, new_id
from elearn.store.db import Base

DAYS_A_YEAR = 365
LAPSING_DAYS = 60


def history_days(years: int) -> int:
    return DAYS_A_YEAR * years + LAPSING_DAYS


@dataclass
class Rows:
    """The same *seed* on the same day makes the same ids."""

    municipality: UUID
    chance: Random
    today: date
    years: int = 1
    """How long ago the first duty began, with two months on top in which some let it lapse."""
    by_model: dict[type[Base], list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @property
    def history_days(self) -> int:
        return history_days(self.years)

    def add(self, model: type[Base], **values: Any) -> dict[str, Any]:
        """Every row of a table is given with the same columns."""
        row = {"municipality_id": self.municipality, **values}
        self.by_model[model].append(row)
        return row

    def new_id(self) -> UUID:
        midnight = datetime.combine(self.today, time(), UTC)
        return new_id(midnight, self.chance.randbytes(RANDOM_BYTES))

    def midday(self, day: date) -> datetime:
        return datetime.combine(day, time(11), UTC)
