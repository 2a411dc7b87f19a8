"""Panels: rounds, ballots and votes"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('panel_round',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('course_id', sa.String(length=64), nullable=False),
    sa.Column('module_id', sa.String(length=64), nullable=False),
    sa.Column('compiled_digest', sa.String(length=64), nullable=False),
    sa.Column('form', sa.String(length=40), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('received', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['compiled_digest'], ['content_blob.digest'], name=op.f('fk_panel_round_compiled_digest')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_panel_round_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'id', name=op.f('pk_panel_round'))
    )
    op.create_table('panel_vote',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('exercise_version', sa.String(length=64), nullable=False),
    sa.Column('part', sa.String(length=40), nullable=False),
    sa.Column('mark', sa.String(length=40), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('shown', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_panel_vote_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'exercise_version', 'part', 'mark', name=op.f('pk_panel_vote')),
    sqlite_with_rowid=False
    )
    op.create_table('panel_ballot',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('handed_out_on', sa.Date(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['municipality_id', 'round_id'], ['panel_round.municipality_id', 'panel_round.id'], name=op.f('fk_panel_ballot_municipality_id_round_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_panel_ballot_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'code_hash', name=op.f('pk_panel_ballot')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('panel_ballot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_panel_ballot_municipality_id_round_id'), ['municipality_id', 'round_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('panel_ballot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_panel_ballot_municipality_id_round_id'))

    op.drop_table('panel_ballot')
    op.drop_table('panel_vote')
    op.drop_table('panel_round')
