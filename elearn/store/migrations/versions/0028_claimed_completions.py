"""Completions of an open course that were claimed"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

BEFORE = "kind IN ('self', 'meeting', 'equivalence', 'manual')"
AFTER = "kind IN ('self', 'meeting', 'equivalence', 'manual', 'open')"


def upgrade() -> None:
    _replace(AFTER)


def downgrade() -> None:
    """Afterwards claimed completions are told as made on one's own: nothing else did them."""
    op.execute("UPDATE evidence SET kind = 'self' WHERE kind = 'open'")
    _replace(BEFORE)


def _replace(condition: str) -> None:
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_evidence_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_evidence_kind"), condition)
