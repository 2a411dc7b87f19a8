"""Votes at meetings"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('meeting_vote',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('meeting_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=4), nullable=False),
    sa.Column('choices', sa.Integer(), nullable=False),
    sa.Column('is_second', sa.Boolean(), nullable=False),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.Column('first', sa.JSON(), nullable=False),
    sa.Column('second', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id', 'meeting_id'], ['meeting.municipality_id', 'meeting.id'], name=op.f('fk_meeting_vote_municipality_id_meeting_id')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_meeting_vote_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'meeting_id', name=op.f('pk_meeting_vote')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('meeting_vote', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_vote_municipality_id_code'), ['municipality_id', 'code'], unique=True)

    op.create_table('meeting_voter',
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('meeting_id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id', 'meeting_id'], ['meeting.municipality_id', 'meeting.id'], name=op.f('fk_meeting_voter_municipality_id_meeting_id')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_meeting_voter_municipality_id')),
    sa.PrimaryKeyConstraint('municipality_id', 'meeting_id', 'token_hash', name=op.f('pk_meeting_voter')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('meeting_voter')
    with op.batch_alter_table('meeting_vote', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_vote_municipality_id_code'))

    op.drop_table('meeting_vote')
