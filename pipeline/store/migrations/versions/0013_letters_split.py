"""Letters that were split: every further piece has a copy of the letter."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("letters", sa.Column("copy_of", sa.Integer(), nullable=True))
    copy = sa.text("copy_of IS NOT NULL")
    op.create_index("ix_letters_copies", "letters", ["copy_of"], sqlite_where=copy, postgresql_where=copy)


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_letters_copies", "letters")
    op.drop_column("letters", "copy_of")
