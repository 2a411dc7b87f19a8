"""How many questions a piece of code puts to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from elearn.store.asking import Asker
from elearn.store.db import Connection, Database
from elearn.store.prepared import Prepared


@dataclass
class Asked:
    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)


@contextmanager
def counting(database: Database) -> Iterator[Asked]:
    """Collects the SELECTs sent to *database* inside the block."""
    asked = Asked()

    def note(_connection, _cursor, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            asked.statements.append(statement)

    def note_prepared(prepared: Prepared, where: Asker | Connection, **values: Any) -> list[Any]:
        asked.statements.append("SELECT, prepared")
        return straight(prepared, where, **values)

    straight = Prepared.all
    event.listen(database.engine, "before_cursor_execute", note)
    try:
        with patch.object(Prepared, "all", note_prepared):
            yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


@contextmanager
def assert_queries(database: Database, count: int) -> Iterator[Asked]:
    """Fails unless the block asks exactly *count* times."""
    with counting(database) as asked:
        yield asked
    said = "\n".join(asked.statements)
    assert len(asked) == count, f"{len(asked)} queries, not {count}:\n{said}"
