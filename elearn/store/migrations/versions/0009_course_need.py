"""Whether a course asks for all of its modules or for one of them"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("need", sa.String(length=8), server_default="all", nullable=False)
        )
        batch_op.create_check_constraint("ck_course_need", "need IN ('all', 'one-of')")


def downgrade() -> None:
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_constraint("ck_course_need", type_="check")
        batch_op.drop_column("need")
