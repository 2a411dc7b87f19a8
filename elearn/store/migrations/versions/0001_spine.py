"""The spine: people, units, duties, evidence, content, sign-in"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "content_blob",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_content_blob")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("once_key", sa.String(length=120), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("once_key", name=op.f("uq_job_once_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_state_run_at"), ["state", "run_at"], unique=False)

    op.create_table(
        "municipality",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("help_contact", sa.String(length=200), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("slug", name=op.f("uq_municipality_slug")),
    )
    op.create_table(
        "worker_beat",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker_beat")),
    )
    op.create_table(
        "content_stamp",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_content_stamp_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", name=op.f("pk_content_stamp")),
    )
    op.create_table(
        "course",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("summaries", sa.JSON(), nullable=False),
        sa.Column("default_duty", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_course_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_course")),
    )
    op.create_table(
        "exercise_counter",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("exercise_version", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_exercise_counter_municipality_id"),
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id", "exercise_version", "mark", name=op.f("pk_exercise_counter")
        ),
    )
    op.create_table(
        "exercise_seen",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_exercise_seen_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "key", name=op.f("pk_exercise_seen")),
    )
    op.create_table(
        "held_answer",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_held_answer_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "token_hash", name=op.f("pk_held_answer")),
    )
    op.create_table(
        "host",
        sa.Column("name", sa.String(length=253), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_host_municipality_id")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_host")),
    )
    op.create_table(
        "media",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["content_blob.digest"], name=op.f("fk_media_digest")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_media_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "digest", name=op.f("pk_media")),
    )
    op.create_table(
        "person",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("given_name", sa.String(length=80), nullable=False),
        sa.Column("family_name", sa.String(length=80), nullable=False),
        sa.Column("alias", sa.String(length=160), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id", "merged_into"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_person_municipality_id_merged_into"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_person_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_person_municipality_id_family_name_given_name"),
            ["municipality_id", "family_name", "given_name"],
            unique=False,
        )

    op.create_table(
        "route",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("urgency", sa.String(length=8), nullable=False),
        sa.Column("age", sa.String(length=8), nullable=False),
        sa.Column("role", sa.String(length=60), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("verified_until", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("age IN ('child', 'adult', 'any')", name=op.f("ck_route_age")),
        sa.CheckConstraint("urgency IN ('acute', 'soon', 'advice')", name=op.f("ck_route_urgency")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_route_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "key", name=op.f("pk_route")),
    )
    op.create_table(
        "search_entry",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("module_id", sa.String(length=64), nullable=False),
        sa.Column("block_id", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_search_entry_municipality_id")
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id",
            "language",
            "course_id",
            "module_id",
            "block_id",
            name=op.f("pk_search_entry"),
        ),
    )
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_search_entry_municipality_id_language"),
            ["municipality_id", "language"],
            unique=False,
        )

    op.create_table(
        "sign_in_failure",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_sign_in_failure_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "key", name=op.f("pk_sign_in_failure")),
    )
    op.create_table(
        "sync_mark",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_sync_mark_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "path", name=op.f("pk_sync_mark")),
    )
    op.create_table(
        "unit",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("controller", sa.String(length=160), nullable=True),
        sa.Column("retention_months", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_unit_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_unit")),
        sa.UniqueConstraint("municipality_id", "code", name=op.f("uq_unit_municipality_id_code")),
    )
    op.create_table(
        "attempt",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("module_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'submitted')", name=op.f("ck_attempt_state")),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_attempt_municipality_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_attempt_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(
            "uq_attempt_open",
            ["municipality_id", "person_id", "course_id", "module_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "audit_act",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "actor_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_audit_act_municipality_id_actor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_audit_act_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_audit_act")),
    )
    with op.batch_alter_table("audit_act", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_act_municipality_id_acted_at"),
            ["municipality_id", "acted_at"],
            unique=False,
        )

    op.create_table(
        "audit_view",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.String(length=40), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=False),
        sa.Column("viewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "actor_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_audit_view_municipality_id_actor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "unit_id"],
            ["unit.municipality_id", "unit.id"],
            name=op.f("fk_audit_view_municipality_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_audit_view_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_audit_view")),
    )
    with op.batch_alter_table("audit_view", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_view_municipality_id_unit_id_viewed_at"),
            ["municipality_id", "unit_id", "viewed_at"],
            unique=False,
        )

    op.create_table(
        "credential",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_credential_municipality_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_credential_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "person_id", name=op.f("pk_credential")),
    )
    op.create_table(
        "duty",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("modules", sa.JSON(), nullable=False),
        sa.Column("need", sa.String(length=8), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("aid_families", sa.JSON(), nullable=False),
        sa.Column("due_days", sa.Integer(), nullable=False),
        sa.Column("valid_days", sa.Integer(), nullable=True),
        sa.Column("renewal_days", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint("need IN ('all', 'one-of')", name=op.f("ck_duty_need")),
        sa.CheckConstraint("due_days >= 0 AND renewal_days >= 0", name=op.f("ck_duty_days")),
        sa.ForeignKeyConstraint(
            ["municipality_id", "course_id"],
            ["course.municipality_id", "course.id"],
            name=op.f("fk_duty_municipality_id_course_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_duty_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_duty")),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duty_municipality_id_course_id"),
            ["municipality_id", "course_id"],
            unique=False,
        )

    op.create_table(
        "employment",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("aid_code", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('permanent', 'hourly', 'temporary')", name=op.f("ck_employment_kind")
        ),
        sa.CheckConstraint(
            "to_on IS NULL OR to_on > from_on", name=op.f("ck_employment_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_employment_municipality_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "unit_id"],
            ["unit.municipality_id", "unit.id"],
            name=op.f("fk_employment_municipality_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_employment_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_employment")),
        sa.UniqueConstraint(
            "municipality_id",
            "number",
            "from_on",
            name=op.f("uq_employment_municipality_id_number_from_on"),
        ),
    )
    with op.batch_alter_table("employment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_employment_municipality_id_person_id"),
            ["municipality_id", "person_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_employment_municipality_id_unit_id_from_on"),
            ["municipality_id", "unit_id", "from_on"],
            unique=False,
        )

    op.create_table(
        "evidence",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("module_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("withdraws", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "kind IN ('self', 'meeting', 'equivalence', 'manual')", name=op.f("ck_evidence_kind")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_evidence_municipality_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "recorded_by"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_evidence_municipality_id_recorded_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "withdraws"],
            ["evidence.municipality_id", "evidence.id"],
            name=op.f("fk_evidence_municipality_id_withdraws"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_evidence_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evidence_municipality_id_person_id_course_id"),
            ["municipality_id", "person_id", "course_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_evidence_municipality_id_withdraws"),
            ["municipality_id", "withdraws"],
            unique=False,
        )

    op.create_table(
        "import_batch",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("inverse", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('people', 'units')", name=op.f("ck_import_batch_kind")),
        sa.CheckConstraint(
            "state IN ('preview', 'done', 'undone')", name=op.f("ck_import_batch_state")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "made_by"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_import_batch_municipality_id_made_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_import_batch_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "login_session",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("by_code", sa.Boolean(), nullable=False),
        sa.Column("code_issued_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_login_session_municipality_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_login_session_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "token_hash", name=op.f("pk_login_session")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_login_session_last_seen_at"), ["last_seen_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_login_session_municipality_id_person_id"),
            ["municipality_id", "person_id"],
            unique=False,
        )

    op.create_table(
        "merged_row",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("from_person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "from_person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_merged_row_municipality_id_from_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_merged_row_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "row_id", name=op.f("pk_merged_row")),
    )
    with op.batch_alter_table("merged_row", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_merged_row_municipality_id_from_person_id"),
            ["municipality_id", "from_person_id"],
            unique=False,
        )

    op.create_table(
        "module",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id", "course_id"],
            ["course.municipality_id", "course.id"],
            name=op.f("fk_module_municipality_id_course_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_module_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "course_id", "id", name=op.f("pk_module")),
    )
    op.create_table(
        "one_time_code",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('slip', 'link')", name=op.f("ck_one_time_code_kind")),
        sa.ForeignKeyConstraint(
            ["municipality_id", "issued_by"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_one_time_code_municipality_id_issued_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_one_time_code_municipality_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_one_time_code_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "code_hash", name=op.f("pk_one_time_code")),
    )
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_one_time_code_municipality_id_person_id"),
            ["municipality_id", "person_id"],
            unique=False,
        )

    op.create_table(
        "person_identifier",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=254), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("from_person_id", sa.Uuid(), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_person_identifier_municipality_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_person_identifier_municipality_id"),
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id", "kind", "value", name=op.f("pk_person_identifier")
        ),
    )
    with op.batch_alter_table("person_identifier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_person_identifier_municipality_id_person_id"),
            ["municipality_id", "person_id"],
            unique=False,
        )

    op.create_table(
        "role_grant",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("is_deputy", sa.Boolean(), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "role IN ('manager', 'coordinator', 'author', 'reviewer', 'administrator')",
            name=op.f("ck_role_grant_role"),
        ),
        sa.CheckConstraint(
            "to_on IS NULL OR to_on > from_on", name=op.f("ck_role_grant_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "granted_by"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_role_grant_municipality_id_granted_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_role_grant_municipality_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "unit_id"],
            ["unit.municipality_id", "unit.id"],
            name=op.f("fk_role_grant_municipality_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_role_grant_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_role_grant")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_role_grant_municipality_id_person_id"),
            ["municipality_id", "person_id"],
            unique=False,
        )

    op.create_table(
        "unit_placement",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "to_on IS NULL OR to_on > from_on", name=op.f("ck_unit_placement_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "merged_into"],
            ["unit.municipality_id", "unit.id"],
            name=op.f("fk_unit_placement_municipality_id_merged_into"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "parent_id"],
            ["unit.municipality_id", "unit.id"],
            name=op.f("fk_unit_placement_municipality_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "unit_id"],
            ["unit.municipality_id", "unit.id"],
            name=op.f("fk_unit_placement_municipality_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_unit_placement_municipality_id")
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id", "unit_id", "from_on", name=op.f("pk_unit_placement")
        ),
    )
    op.create_table(
        "exemption",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("duty_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id", "approved_by"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_exemption_municipality_id_approved_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "duty_id"],
            ["duty.municipality_id", "duty.id"],
            name=op.f("fk_exemption_municipality_id_duty_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_exemption_municipality_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_exemption_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_exemption")),
    )
    with op.batch_alter_table("exemption", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exemption_municipality_id_person_id"),
            ["municipality_id", "person_id"],
            unique=False,
        )

    op.create_table(
        "leave",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("employment_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "to_on IS NULL OR to_on > from_on", name=op.f("ck_leave_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "employment_id"],
            ["employment.municipality_id", "employment.id"],
            name=op.f("fk_leave_municipality_id_employment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_leave_municipality_id")
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id", "employment_id", "from_on", name=op.f("pk_leave")
        ),
    )
    op.create_table(
        "module_version",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("module_id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("source_language", sa.String(length=10), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change", sa.String(length=8), nullable=False),
        sa.Column("retake", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "course_id", "module_id"],
            ["module.municipality_id", "module.course_id", "module.id"],
            name=op.f("fk_module_version_municipality_id_course_id_module_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_module_version_municipality_id")
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id", "course_id", "module_id", "digest", name=op.f("pk_module_version")
        ),
    )
    op.create_table(
        "status_period",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("duty_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id", "duty_id"],
            ["duty.municipality_id", "duty.id"],
            name=op.f("fk_status_period_municipality_id_duty_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["person.municipality_id", "person.id"],
            name=op.f("fk_status_period_municipality_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_status_period_municipality_id")
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id", "duty_id", "person_id", "from_on", name=op.f("pk_status_period")
        ),
    )
    with op.batch_alter_table("status_period", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_status_period_municipality_id_person_id"),
            ["municipality_id", "person_id"],
            unique=False,
        )

    op.create_table(
        "module_text",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("module_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("variant", sa.String(length=12), nullable=False),
        sa.Column("source_digest", sa.String(length=64), nullable=False),
        sa.Column("compiled_digest", sa.String(length=64), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["compiled_digest"],
            ["content_blob.digest"],
            name=op.f("fk_module_text_compiled_digest"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "course_id", "module_id", "version"],
            [
                "module_version.municipality_id",
                "module_version.course_id",
                "module_version.module_id",
                "module_version.digest",
            ],
            name=op.f("fk_module_text_municipality_id_course_id_module_id_version"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_module_text_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_digest"], ["content_blob.digest"], name=op.f("fk_module_text_source_digest")
        ),
        sa.PrimaryKeyConstraint(
            "municipality_id",
            "course_id",
            "module_id",
            "version",
            "language",
            "variant",
            "source_digest",
            name=op.f("pk_module_text"),
        ),
    )


def downgrade() -> None:

    op.drop_table("module_text")
    with op.batch_alter_table("status_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_status_period_municipality_id_person_id"))

    op.drop_table("status_period")
    op.drop_table("module_version")
    op.drop_table("leave")
    with op.batch_alter_table("exemption", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exemption_municipality_id_person_id"))

    op.drop_table("exemption")
    op.drop_table("unit_placement")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_municipality_id_person_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("person_identifier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_identifier_municipality_id_person_id"))

    op.drop_table("person_identifier")
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_code_municipality_id_person_id"))

    op.drop_table("one_time_code")
    op.drop_table("module")
    with op.batch_alter_table("merged_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_merged_row_municipality_id_from_person_id"))

    op.drop_table("merged_row")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_session_municipality_id_person_id"))
        batch_op.drop_index(batch_op.f("ix_login_session_last_seen_at"))

    op.drop_table("login_session")
    op.drop_table("import_batch")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_municipality_id_withdraws"))
        batch_op.drop_index(batch_op.f("ix_evidence_municipality_id_person_id_course_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("employment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_employment_municipality_id_unit_id_from_on"))
        batch_op.drop_index(batch_op.f("ix_employment_municipality_id_person_id"))

    op.drop_table("employment")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_municipality_id_course_id"))

    op.drop_table("duty")
    op.drop_table("credential")
    with op.batch_alter_table("audit_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_view_municipality_id_unit_id_viewed_at"))

    op.drop_table("audit_view")
    with op.batch_alter_table("audit_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_act_municipality_id_acted_at"))

    op.drop_table("audit_act")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_attempt_open",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.drop_table("attempt")
    op.drop_table("unit")
    op.drop_table("sync_mark")
    op.drop_table("sign_in_failure")
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_entry_municipality_id_language"))

    op.drop_table("search_entry")
    op.drop_table("route")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_municipality_id_family_name_given_name"))

    op.drop_table("person")
    op.drop_table("media")
    op.drop_table("host")
    op.drop_table("held_answer")
    op.drop_table("exercise_seen")
    op.drop_table("exercise_counter")
    op.drop_table("course")
    op.drop_table("content_stamp")
    op.drop_table("worker_beat")
    op.drop_table("municipality")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_state_run_at"))

    op.drop_table("job")
    op.drop_table("content_blob")
