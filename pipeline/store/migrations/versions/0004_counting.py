"""Facts that points are counted from, the ledger, closed months, and what a piece is for counting.

The ledger is only ever added to; triggers see to it.
"""

import sqlalchemy as sa
from alembic import op

from pipeline.store.migrations.append_only import only_add

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OF_PIECES = ("genre", "summary", "registered_by")


def upgrade() -> None:
    """Apply."""
    op.add_column("pieces", sa.Column("genre", sa.String(), nullable=True))
    op.add_column("pieces", sa.Column("summary", sa.Boolean(), nullable=True))
    op.add_column("pieces", sa.Column("registered_by", sa.String(), nullable=True))
    _facts()
    _entries()
    _closings()
    only_add("entries")


def downgrade() -> None:
    """Take back."""
    for table in ("counts", "closings", "entries", "facts"):
        op.drop_table(table)
    for column in _OF_PIECES:
        op.drop_column("pieces", column)


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("fact", sa.JSON(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("bureau", "key"),
    )
    op.create_index("ix_facts_standing", "facts", ["bureau", "state", "kind"])
    op.create_index(op.f("ix_facts_subject"), "facts", ["subject"])
    op.create_index(op.f("ix_facts_letter_id"), "facts", ["letter_id"])


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("booked", sa.String(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reverses", sa.Integer(), nullable=True),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reverses"], ["entries.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_entries_booked", "entries", ["bureau", "account", "booked", "unit"])
    op.create_index("ix_entries_day", "entries", ["bureau", "account", "day", "unit"])
    op.create_index("ix_entries_subject", "entries", ["bureau", "subject"])
    op.create_index(op.f("ix_entries_reverses"), "entries", ["reverses"])


def _closings() -> None:
    op.create_table(
        "closings",
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("standings", sa.Text(), nullable=True),
        sa.Column("report", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("bureau", "period"),
    )
    op.create_table(
        "counts",
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("open", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("bureau"),
    )
