"""Objections"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('objection',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('evidence_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(length=24), nullable=False),
    sa.Column('objected_on', sa.Date(), nullable=False),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('answered_by', sa.Uuid(), nullable=True),
    sa.Column('answer', sa.String(length=12), nullable=True),
    sa.ForeignKeyConstraint(['municipality_id', 'answered_by'], ['person.municipality_id', 'person.id'], name=op.f('fk_objection_municipality_id_answered_by')),
    sa.ForeignKeyConstraint(['municipality_id', 'evidence_id'], ['evidence.municipality_id', 'evidence.id'], name=op.f('fk_objection_municipality_id_evidence_id')),
    sa.ForeignKeyConstraint(['municipality_id', 'person_id'], ['person.municipality_id', 'person.id'], name=op.f('fk_objection_municipality_id_person_id')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_objection_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'id', name=op.f('pk_objection'))
    )
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_municipality_id_answered_on'), ['municipality_id', 'answered_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_objection_municipality_id_evidence_id'), ['municipality_id', 'evidence_id'], unique=True)
        batch_op.create_index(batch_op.f('ix_objection_municipality_id_person_id'), ['municipality_id', 'person_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_objection_municipality_id_person_id'))
        batch_op.drop_index(batch_op.f('ix_objection_municipality_id_evidence_id'))
        batch_op.drop_index(batch_op.f('ix_objection_municipality_id_answered_on'))

    op.drop_table('objection')
