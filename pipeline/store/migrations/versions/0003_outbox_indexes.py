"""Indexes of the outbox: what is asked at every sending, without reading every mail that was ever sent."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_outbox_due": ["bureau", "state", "next_at"],
    "ix_outbox_sent": ["bureau", "sent_at"],
    "ix_outbox_answered": ["bureau", "to", "created_at"],
}


def upgrade() -> None:
    """Apply."""
    for name, columns in _INDEXES.items():
        op.create_index(name, "outbox", columns)


def downgrade() -> None:
    """Take back."""
    for name in _INDEXES:
        op.drop_index(name, "outbox")
