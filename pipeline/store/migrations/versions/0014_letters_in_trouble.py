"""The index of letters in trouble knows as much as the others, so that none of them is taken for it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_TROUBLE = sa.text("trouble IS NOT NULL")


def upgrade() -> None:
    """Apply."""
    _make(["bureau", "done", "disposition"])


def downgrade() -> None:
    """Take back."""
    _make(["bureau"])


def _make(columns: list[str]) -> None:
    op.drop_index("ix_letters_trouble", "letters")
    op.create_index("ix_letters_trouble", "letters", columns, sqlite_where=_TROUBLE, postgresql_where=_TROUBLE)
