"""What was said of the authentication of a letter's sender is kept with the letter; of older ones nothing is known."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("letters", sa.Column("authentication", sa.String(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("letters", "authentication")
