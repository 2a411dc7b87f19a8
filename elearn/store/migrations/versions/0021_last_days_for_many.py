"""Last days for many at once, and when a list brought an employment"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("employment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("entered_on", sa.Date(), nullable=True))
    op.create_table(
        "bulk_act",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_bulk_act_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "made_by"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_bulk_act_municipality_id_made_by"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_bulk_act")),
    )
    with op.batch_alter_table("bulk_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bulk_act_made_at"), ["made_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_bulk_act_municipality_id_made_by"),
            ["municipality_id", "made_by"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("bulk_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bulk_act_municipality_id_made_by"))
        batch_op.drop_index(batch_op.f("ix_bulk_act_made_at"))

    op.drop_table("bulk_act")
    with op.batch_alter_table("employment", schema=None) as batch_op:
        batch_op.drop_column("entered_on")
