"""What pieces are found by: their texts, and the index over them; every piece on record is put into it."""

import sqlalchemy as sa
from alembic import op

from pipeline.store import search_index

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; a hundred thousand pieces take some minutes, once."""
    op.create_table(
        "piece_texts",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["piece_id"], ["pieces.id"]),
        sa.PrimaryKeyConstraint("piece_id"),
    )
    search_index.make(op.get_bind())
    search_index.fill(op.get_bind())


def downgrade() -> None:
    """Take back."""
    op.drop_table("piece_grams")
    op.drop_table("piece_texts")
