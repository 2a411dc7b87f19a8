"""When letters speak of a duty"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

USUAL = {
    "remind_before_due": "14",
    "remind_before_expiry": "30",
    "remind_after": "1",
    "remind_after_again": "15",
}


def upgrade() -> None:
    with op.batch_alter_table("duty", schema=None) as batch_op:
        for name, days in USUAL.items():
            batch_op.add_column(
                sa.Column(name, sa.Integer(), server_default=days, nullable=False)
            )


def downgrade() -> None:
    with op.batch_alter_table("duty", schema=None) as batch_op:
        for name in USUAL:
            batch_op.drop_column(name)
