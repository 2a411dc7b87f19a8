"""What a command works with: settings, database, one municipality, clock, chance."""

import secrets
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from config import Config
from elearn.domain.errors import Refusal
from elearn.domain.ids import RANDOM_BYTES, new_id
from elearn.store import schema
from elearn.store.db import Database, Session, open_database
from elearn.store.models import Municipality
from elearn.store.queries.municipalities import all_municipalities, municipality_by_slug

SWEDEN = ZoneInfo("Europe/Stockholm")
SQLITE_FILE = b"SQLite format 3\0"
"""How each of them begins."""


@dataclass(frozen=True)
class Place:
    config: Config
    database: Database
    slug: str | None
    """What `--municipality` said."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        """The day in Sweden."""
        return self.now().astimezone(SWEDEN).date()

    def new_id(self) -> UUID:
        return new_id(self.now(), secrets.token_bytes(RANDOM_BYTES))

    def municipality(self, session: Session) -> Municipality:
        """The one that was named, or the only one.

        Raises: Refusal `municipality-missing`, `municipality-needed`, `municipality-unknown`.
        """
        every = all_municipalities(session)
        known = ", ".join(each.slug for each in every)
        if not every:
            raise Refusal("municipality-missing")
        if self.slug is None:
            if len(every) > 1:
                raise Refusal("municipality-needed", known=known)
            return every[0]
        found = municipality_by_slug(session, self.slug)
        if found is None:
            raise Refusal("municipality-unknown", slug=self.slug, known=known)
        return found


@contextmanager
def open_place(args: Namespace, *, migrated: bool = True) -> Iterator[Place]:
    """Closes the database afterwards.

    Raises: SettingError; Refusal `database-unreadable`, and `database-behind` when *migrated* is
        asked for and it is not.
    """
    config = Config.from_environment()
    if config.database_file is not None:
        make_ready(config.database_file)
    database = open_database(config.database_url)
    try:
        if migrated and not schema.is_current(database):
            raise Refusal("database-behind")
        yield Place(config, database, args.municipality)
    finally:
        database.close()


def make_ready(file: Path) -> None:
    """The folder in which SQLite keeps *file*.

    Raises: Refusal `database-unreadable` when *file* holds something else.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if file.exists():
        with file.open("rb") as opened:
            beginning = opened.read(len(SQLITE_FILE))
        if beginning not in (b"", SQLITE_FILE):
            raise Refusal("database-unreadable")
