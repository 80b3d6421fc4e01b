"""What the office puts right of a piece, its topic; pieces that were handed on to the leader in charge by index."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("pieces", sa.Column("topic", sa.String(), nullable=True))
    op.add_column("decisions", sa.Column("told", sa.JSON(), nullable=True))
    op.create_index(
        "ix_decisions_handed_on", "decisions", ["piece_id"],
        sqlite_where=sa.text("important IS 1"), postgresql_where=sa.text("important IS true"),
    )  # fmt: skip


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_decisions_handed_on", "decisions")
    op.drop_column("decisions", "told")
    op.drop_column("pieces", "topic")
