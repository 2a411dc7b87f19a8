"""Counters lie in the order of their keys, not of their writing"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = (
    "exercise_counter",
    "exercise_seen",
    "exercise_sums",
    "exercise_workplace",
    "measurement_sums",
)


def upgrade() -> None:
    _rewrite(with_rowid=False)


def downgrade() -> None:
    _rewrite(with_rowid=True)


def _rewrite(*, with_rowid: bool) -> None:
    """Other databases have no such choice."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in TABLES:
        kind = {"sqlite_with_rowid": with_rowid}
        with op.batch_alter_table(table, recreate="always", table_kwargs=kind):
            pass
