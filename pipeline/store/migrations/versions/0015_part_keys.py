"""The keys by which manuscripts and pictures that are nearly the same find each other; every text on record gets its.

A picture that was read before has no look yet, and so no keys: its letter would have to be read again.
"""

import sqlalchemy as sa
from alembic import op

from pipeline.store import alike_index

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; a hundred thousand pieces take some minutes, once."""
    op.create_table(
        "part_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["parts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "part_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_part_keys_part_id"), "part_keys", ["part_id"])
    alike_index.fill(op.get_bind())


def downgrade() -> None:
    """Take back."""
    op.drop_table("part_keys")
