"""More time"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('extension',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('duty_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=True),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('answered_by', sa.Uuid(), nullable=True),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['municipality_id', 'answered_by'], ['person.municipality_id', 'person.id'], name=op.f('fk_extension_municipality_id_answered_by')),
    sa.ForeignKeyConstraint(['municipality_id', 'duty_id'], ['duty.municipality_id', 'duty.id'], name=op.f('fk_extension_municipality_id_duty_id')),
    sa.ForeignKeyConstraint(['municipality_id', 'person_id'], ['person.municipality_id', 'person.id'], name=op.f('fk_extension_municipality_id_person_id')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_extension_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'id', name=op.f('pk_extension'))
    )
    with op.batch_alter_table('extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_extension_municipality_id_answered_on'), ['municipality_id', 'answered_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_extension_municipality_id_duty_id'), ['municipality_id', 'duty_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_extension_municipality_id_person_id'), ['municipality_id', 'person_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('extension', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_extension_municipality_id_person_id'))
        batch_op.drop_index(batch_op.f('ix_extension_municipality_id_duty_id'))
        batch_op.drop_index(batch_op.f('ix_extension_municipality_id_answered_on'))

    op.drop_table('extension')
