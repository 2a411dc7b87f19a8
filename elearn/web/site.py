"""What every request of one application shares: settings, database, clock, chance."""

import secrets
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from uuid import UUID

from flask import Flask, current_app

from config import Config
from elearn.domain.ids import RANDOM_BYTES, new_id
from elearn.store.db import Database
from elearn.store.sealing import Sealer

SWEDEN = zoneinfo.ZoneInfo("Europe/Stockholm")


SECONDS_OF_HOUR = 3600


@lru_cache(maxsize=24)
def _day_of(hour: int) -> date:
    """In Sweden, whose days begin with a whole hour. Counted from the epoch."""
    return datetime.fromtimestamp(hour * SECONDS_OF_HOUR, SWEDEN).date()


@dataclass(frozen=True)
class Site:
    config: Config
    database: Database
    sealer: Sealer
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        """The day in Sweden."""
        return _day_of(int(self.now().timestamp()) // SECONDS_OF_HOUR)

    def new_id(self) -> UUID:
        return new_id(self.now(), secrets.token_bytes(RANDOM_BYTES))


def install(app: Flask, site: Site) -> None:
    app.extensions["elearn"] = site


def site() -> Site:
    shared: Site = current_app.extensions["elearn"]
    return shared
