"""Open courses"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('open_course',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('course_id', sa.String(length=64), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id', 'course_id'], ['course.municipality_id', 'course.id'], name=op.f('fk_open_course_municipality_id_course_id')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_open_course_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'course_id', name=op.f('pk_open_course'))
    )
    op.create_table('resume_number',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('number_key', sa.LargeBinary(length=32), nullable=False),
    sa.Column('course_id', sa.String(length=64), nullable=False),
    sa.Column('used_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id', 'course_id'], ['course.municipality_id', 'course.id'], name=op.f('fk_resume_number_municipality_id_course_id')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_resume_number_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'number_key', name=op.f('pk_resume_number')),
    sqlite_with_rowid=False
    )
    op.create_table('open_work',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('number_key', sa.LargeBinary(length=32), nullable=False),
    sa.Column('module_id', sa.String(length=64), nullable=False),
    sa.Column('version', sa.String(length=64), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('begun_on', sa.Date(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['municipality_id', 'number_key'], ['resume_number.municipality_id', 'resume_number.number_key'], name=op.f('fk_open_work_municipality_id_number_key'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_open_work_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'number_key', 'module_id', name=op.f('pk_open_work')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('open_work')
    op.drop_table('resume_number')
    op.drop_table('open_course')
