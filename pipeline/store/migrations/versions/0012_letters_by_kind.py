"""Indexes of letters: those that wait to be read and delivery reports, found whatever else is known of a bureau."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.drop_index("ix_letters_bounces", "letters")
    op.create_index("ix_letters_of_kind", "letters", ["bureau", "kind", "arrived_at"])
    op.drop_index("ix_letters_done", "letters")
    op.create_index("ix_letters_unread", "letters", ["bureau", "done", "arrived_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_letters_unread", "letters")
    op.create_index("ix_letters_done", "letters", ["done"])
    op.drop_index("ix_letters_of_kind", "letters")
    bounce = sa.text("kind = 'bounce'")
    op.create_index(
        "ix_letters_bounces", "letters", ["bureau", "arrived_at"], sqlite_where=bounce, postgresql_where=bounce
    )
