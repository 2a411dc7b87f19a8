"""Who a duty is for, and by when it is to be done"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLUMNS = ("employment_kinds", "roles", "due_from", "due_on", "least_working_days", "set_on")


def upgrade() -> None:
    with op.batch_alter_table("duty", schema=None) as batch_op:
        for name in ("employment_kinds", "roles"):
            batch_op.add_column(sa.Column(name, sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(
            sa.Column("due_from", sa.String(length=12), server_default="concern", nullable=False)
        )
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("least_working_days", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("set_on", sa.Date(), nullable=True))
        batch_op.create_check_constraint(
            "due_from", "due_from IN ('concern', 'employment', 'role', 'publication', 'date')"
        )
        batch_op.create_check_constraint("due_on", "due_from <> 'date' OR due_on IS NOT NULL")


def downgrade() -> None:
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_constraint("due_on", type_="check")
        batch_op.drop_constraint("due_from", type_="check")
        for name in COLUMNS:
            batch_op.drop_column(name)
