"""Mails of ours that came back, and letters by their sender."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_BOUNCED = sa.text("bounced_at IS NOT NULL")


def upgrade() -> None:
    """Apply."""
    op.add_column("outbox", sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("bounce_how", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("bounce_reason", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("bounced_by", sa.Integer(), nullable=True))
    op.create_index(
        "ix_outbox_bounced", "outbox", ["bureau", "bounced_at"], sqlite_where=_BOUNCED, postgresql_where=_BOUNCED
    )
    op.create_index("ix_letters_of_sender", "letters", ["bureau", "sender", "arrived_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_letters_of_sender", "letters")
    op.drop_index("ix_outbox_bounced", "outbox")
    for name in ("bounced_by", "bounce_reason", "bounce_how", "bounced_at"):
        op.drop_column("outbox", name)
