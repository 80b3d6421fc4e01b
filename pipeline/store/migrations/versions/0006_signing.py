"""The review chain by person: which step a decision signs, completed forms, tokens for answers by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("decisions", sa.Column("step", sa.String(), nullable=True))
    op.add_column("decisions", sa.Column("channels", sa.JSON(), nullable=True))
    op.add_column("decisions", sa.Column("important", sa.Boolean(), nullable=True))
    op.add_column("decisions", sa.Column("day", sa.Date(), nullable=True))
    op.add_column("parts", sa.Column("completed", sa.Boolean(), nullable=True))
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["piece_id"], ["pieces.id"]),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token"),
    )
    op.create_index(op.f("ix_tokens_piece_id"), "tokens", ["piece_id"])
    op.create_index(op.f("ix_tokens_letter_id"), "tokens", ["letter_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("tokens")
    op.drop_column("parts", "completed")
    for column in ("day", "important", "channels", "step"):
        op.drop_column("decisions", column)
