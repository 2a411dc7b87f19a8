"""Meetings, and who was there"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("module_id", sa.String(length=64), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "course_id", "module_id"],
            ["module.municipality_id", "module.course_id", "module.id"],
            name=op.f("fk_meeting_municipality_id_course_id_module_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "unit_id"],
            ["unit.municipality_id", "unit.id"],
            name=op.f("fk_meeting_municipality_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_meeting_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_municipality_id_held_on_code"),
            ["municipality_id", "held_on", "code"],
            unique=True,
        )
        batch_op.create_index(
            batch_op.f("ix_meeting_municipality_id_unit_id"),
            ["municipality_id", "unit_id"],
            unique=False,
        )

    op.create_table(
        "attendance",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id", "meeting_id"],
            ["meeting.municipality_id", "meeting.id"],
            name=op.f("fk_attendance_municipality_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "noted_by"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_attendance_municipality_id_noted_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_attendance_municipality_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_attendance_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attendance_municipality_id_meeting_id"),
            ["municipality_id", "meeting_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_attendance_municipality_id_person_id"),
            ["municipality_id", "person_id"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_municipality_id_person_id"))
        batch_op.drop_index(batch_op.f("ix_attendance_municipality_id_meeting_id"))

    op.drop_table("attendance")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_municipality_id_unit_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_municipality_id_held_on_code"))

    op.drop_table("meeting")
