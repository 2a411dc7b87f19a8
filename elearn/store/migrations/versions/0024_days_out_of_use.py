"""Days on which modules were out of use"""

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    gap = op.create_table(
        "module_gap",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("module_id", sa.String(length=64), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_module_gap_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "course_id", "module_id"],
            ["module.municipality_id", "module.course_id", "module.id"],
            name=op.f("fk_module_gap_municipality_id_course_id_module_id"),
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id", "course_id", "module_id", "from_on", name=op.f("pk_module_gap")
        ),
    )
    module = sa.table(
        "module",
        sa.column("municipality_id", sa.Uuid()),
        sa.column("course_id", sa.String()),
        sa.column("id", sa.String()),
        sa.column("withdrawn_at", sa.DateTime(timezone=True)),
    )
    rows = op.get_bind().execute(sa.select(module).where(module.c.withdrawn_at.is_not(None)))
    found = [
        {
            "municipality_id": row.municipality_id,
            "course_id": row.course_id,
            "module_id": row.id,
            "from_on": (row.withdrawn_at + dt.timedelta(hours=1)).date(),
        }
        for row in rows
    ]
    if found:
        op.bulk_insert(gap, found)


def downgrade() -> None:
    op.drop_table("module_gap")
