"""Item statistics: sums over first answers, and workplaces under pseudonyms"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exercise_sums",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("exercise_version", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("x", sa.Double(), nullable=False),
        sa.Column("rest", sa.Double(), nullable=False),
        sa.Column("x_squared", sa.Double(), nullable=False),
        sa.Column("rest_squared", sa.Double(), nullable=False),
        sa.Column("x_rest", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_exercise_sums_municipality_id")
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id", "exercise_version", name=op.f("pk_exercise_sums")
        ),
    )
    op.create_table(
        "exercise_workplace",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("exercise_version", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_exercise_workplace_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "key", name=op.f("pk_exercise_workplace")),
    )
    with op.batch_alter_table("exercise_workplace", schema=None) as batch_op:
        batch_op.create_index(
            "ix_exercise_workplace_version", ["municipality_id", "exercise_version"], unique=False
        )

    with op.batch_alter_table("exercise_counter", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("rest", sa.Double(), server_default=sa.text("0"), nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("exercise_counter", schema=None) as batch_op:
        batch_op.drop_column("rest")

    with op.batch_alter_table("exercise_workplace", schema=None) as batch_op:
        batch_op.drop_index("ix_exercise_workplace_version")

    op.drop_table("exercise_workplace")
    op.drop_table("exercise_sums")
