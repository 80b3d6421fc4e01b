"""Indexes of the roster's page: what each unit sent, and the delivery reports, without walking over every letter."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    bounce = sa.text("kind = 'bounce'")
    op.drop_index("ix_letters_unit", "letters")
    op.create_index("ix_letters_of_unit", "letters", ["bureau", "unit", "arrived_at"])
    op.create_index(
        "ix_letters_bounces", "letters", ["bureau", "arrived_at"], sqlite_where=bounce, postgresql_where=bounce
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_letters_bounces", "letters")
    op.drop_index("ix_letters_of_unit", "letters")
    op.create_index("ix_letters_unit", "letters", ["unit"])
