"""Indexes of letters: those that wait are found by an index that no other is taken for, those of a day by bureau."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.drop_index("ix_letters_unsettled", "letters")
    op.create_index("ix_letters_unsettled", "letters", ["bureau", "settled", "piece_id"])
    op.drop_index("ix_letters_arrived_at", "letters")
    op.create_index("ix_letters_of_day", "letters", ["bureau", "arrived_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_letters_of_day", "letters")
    op.create_index("ix_letters_arrived_at", "letters", ["arrived_at"])
    op.drop_index("ix_letters_unsettled", "letters")
    op.create_index(
        "ix_letters_unsettled", "letters", ["bureau", "piece_id"],
        sqlite_where=sa.text("settled IS 0"), postgresql_where=sa.text("settled IS false"),
    )  # fmt: skip
