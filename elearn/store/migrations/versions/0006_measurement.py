"""Measurement of groups: sums by unit and quarter, and what is shown of them"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measurement_seen",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_measurement_seen_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "key", name=op.f("pk_measurement_seen")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "measurement_snapshot",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("quarter_on", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_measurement_snapshot_municipality_id"),
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id", "course_id", "quarter_on", name=op.f("pk_measurement_snapshot")
        ),
    )
    op.create_table(
        "measurement_sums",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(length=200), nullable=False),
        sa.Column("quarter_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("blocks", sa.Integer(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("false_alarms", sa.Integer(), nullable=False),
        sa.Column("correct_rejections", sa.Integer(), nullable=False),
        sa.Column("pairs", sa.Integer(), nullable=False),
        sa.Column("d_prime", sa.Double(), nullable=False),
        sa.Column("d_prime_squares", sa.Double(), nullable=False),
        sa.Column("criterion", sa.Double(), nullable=False),
        sa.Column("criterion_squares", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "unit_id"],
            ["unit.municipality_id", "unit.id"],
            name=op.f("fk_measurement_sums_municipality_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_measurement_sums_municipality_id"),
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id", "unit_id", "form", "quarter_on", name=op.f("pk_measurement_sums")
        ),
    )


def downgrade() -> None:
    op.drop_table("measurement_sums")
    op.drop_table("measurement_snapshot")
    op.drop_table("measurement_seen")
