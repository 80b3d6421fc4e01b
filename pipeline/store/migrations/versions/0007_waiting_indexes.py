"""Indexes of what waits: the desk's first page, and what a round asks, without walking over all that is settled."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_REPLACED = ("letters", "outbox", "pieces")  # each bureau's rows are found by an index that knows more


def upgrade() -> None:
    """Apply."""
    for table in _REPLACED:
        op.drop_index(f"ix_{table}_bureau", table)
    op.drop_index("ix_pieces_state", "pieces")
    op.create_index("ix_pieces_standing", "pieces", ["bureau", "state", "arrived_at"])
    op.create_index("ix_outbox_standing", "outbox", ["bureau", "state", "id"])
    unsettled, trouble = sa.text("settled IS false"), sa.text("trouble IS NOT NULL")
    op.create_index(
        "ix_letters_unsettled", "letters", ["bureau", "piece_id"],
        sqlite_where=sa.text("settled IS 0"), postgresql_where=unsettled,
    )  # fmt: skip
    op.create_index("ix_letters_trouble", "letters", ["bureau"], sqlite_where=trouble, postgresql_where=trouble)


def downgrade() -> None:
    """Take back."""
    for name in ("unsettled", "trouble"):
        op.drop_index(f"ix_letters_{name}", "letters")
    op.drop_index("ix_outbox_standing", "outbox")
    op.drop_index("ix_pieces_standing", "pieces")
    op.create_index("ix_pieces_state", "pieces", ["state"])
    for table in _REPLACED:
        op.create_index(f"ix_{table}_bureau", table, ["bureau"])
