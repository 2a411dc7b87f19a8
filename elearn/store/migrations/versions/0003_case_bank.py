"""The published cases to practise with"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('case_bank',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('course_id', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=10), nullable=False),
    sa.Column('variant', sa.String(length=12), nullable=False),
    sa.Column('compiled_digest', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['compiled_digest'], ['content_blob.digest'], name=op.f('fk_case_bank_compiled_digest')),
    sa.ForeignKeyConstraint(['municipality_id', 'course_id'], ['course.municipality_id', 'course.id'], name=op.f('fk_case_bank_municipality_id_course_id')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_case_bank_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'course_id', 'id', 'language', 'variant', name=op.f('pk_case_bank'))
    )


def downgrade() -> None:
    op.drop_table('case_bank')
