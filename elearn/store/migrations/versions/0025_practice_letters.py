"""Letters about practice"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practice_letter",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_practice_letter_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "key", name=op.f("pk_practice_letter")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("practice_letter")
