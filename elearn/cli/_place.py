"""What a command works with: settings, database, one municipality, clock, chance."""

import secrets
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
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

    Raises: SettingError; Refusal `database-behind` when *migrated* is asked for and it is not.
    """
    config = Config.from_environment()
    make_folder_of(config)
    database = open_database(config.database_url)
    try:
        if migrated and not schema.is_current(database):
            raise Refusal("database-behind")
        yield Place(config, database, args.municipality)
    finally:
        database.close()


def make_folder_of(config: Config) -> None:
    """Where SQLite keeps its file; nothing for other databases."""
    if config.database_file is not None:
        config.database_file.parent.mkdir(parents=True, exist_ok=True)
