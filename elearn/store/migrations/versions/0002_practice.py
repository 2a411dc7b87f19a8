"""A learner's own practice, under a pseudonym"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practice",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_session", sa.LargeBinary(), nullable=True),
        sa.Column("touched_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_practice_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "key", name=op.f("pk_practice")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("practice")
