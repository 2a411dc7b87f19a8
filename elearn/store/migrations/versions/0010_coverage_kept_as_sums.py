"""Coverage kept as sums"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('coverage_change',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('course_id', sa.String(length=64), nullable=False),
    sa.Column('grain', sa.String(length=5), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('mark', sa.String(length=16), nullable=False),
    sa.Column('change', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id', 'unit_id'], ['unit.municipality_id', 'unit.id'], name=op.f('fk_coverage_change_municipality_id_unit_id')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_coverage_change_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'unit_id', 'course_id', 'grain', 'on_day', 'mark', name=op.f('pk_coverage_change')),
    sqlite_with_rowid=False
    )
    op.create_table('person_tally',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('course_id', sa.String(length=64), nullable=False),
    sa.Column('stretches', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id', 'person_id'], ['person.municipality_id', 'person.id'], name=op.f('fk_person_tally_municipality_id_person_id')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_person_tally_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'person_id', 'course_id', name=op.f('pk_person_tally')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('person_tally')
    op.drop_table('coverage_change')
