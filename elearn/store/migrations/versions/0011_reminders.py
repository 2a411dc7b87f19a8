"""What letters have said"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reminder',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('duty_id', sa.Uuid(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('step', sa.String(length=24), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=False),
    sa.Column('sent_to', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id', 'duty_id'], ['duty.municipality_id', 'duty.id'], name=op.f('fk_reminder_municipality_id_duty_id')),
    sa.ForeignKeyConstraint(['municipality_id', 'person_id'], ['person.municipality_id', 'person.id'], name=op.f('fk_reminder_municipality_id_person_id')),
    sa.ForeignKeyConstraint(['municipality_id', 'sent_to'], ['person.municipality_id', 'person.id'], name=op.f('fk_reminder_municipality_id_sent_to')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_reminder_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'person_id', 'duty_id', 'due_on', 'step', name=op.f('pk_reminder'))
    )
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reminder_municipality_id_duty_id'), ['municipality_id', 'duty_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reminder_municipality_id_sent_on'), ['municipality_id', 'sent_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_reminder_municipality_id_sent_to'), ['municipality_id', 'sent_to'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reminder_municipality_id_sent_to'))
        batch_op.drop_index(batch_op.f('ix_reminder_municipality_id_sent_on'))
        batch_op.drop_index(batch_op.f('ix_reminder_municipality_id_duty_id'))

    op.drop_table('reminder')
