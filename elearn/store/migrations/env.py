"""Runs migrations on the connection that `elearn.store.schema` hands over."""

from typing import Any, Literal

from alembic import context

from elearn.store.db import Instant
from elearn.store.models import Municipality


def render(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Migrations name plain types, so that a later change of ours cannot change the past."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Municipality.metadata,
    render_as_batch=True,
    render_item=render,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
