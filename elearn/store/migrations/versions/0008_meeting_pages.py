"""The pages for taking a module together at a meeting"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('meeting_page',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('course_id', sa.String(length=64), nullable=False),
    sa.Column('module_id', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=10), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('compiled_digest', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['compiled_digest'], ['content_blob.digest'], name=op.f('fk_meeting_page_compiled_digest')),
    sa.ForeignKeyConstraint(['municipality_id', 'course_id', 'module_id'], ['module.municipality_id', 'module.course_id', 'module.id'], name=op.f('fk_meeting_page_municipality_id_course_id_module_id')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_meeting_page_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'course_id', 'module_id', 'language', name=op.f('pk_meeting_page'))
    )


def downgrade() -> None:
    op.drop_table('meeting_page')
