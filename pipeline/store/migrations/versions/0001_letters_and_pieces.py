"""Letters with where they were seen, pieces with their numbers, and how the accounts fare."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _cursors()
    _health()
    _numbers()
    _pieces()
    _letters()
    _sightings()


def downgrade() -> None:
    """Take back."""
    for table in ("sightings", "letters", "pieces", "numbers", "health", "cursors"):
        op.drop_table(table)


def _cursors() -> None:
    op.create_table(
        "cursors",
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("rescanned_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("bureau", "folder"),
    )


def _health() -> None:
    op.create_table(
        "health",
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("succeeded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("bureau", "side"),
    )


def _numbers() -> None:
    op.create_table(
        "numbers",
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", "year"),
    )


def _pieces() -> None:
    op.create_table(
        "pieces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("keyword", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("content_key", sa.String(), nullable=False),
        sa.Column("chars", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("disposition", sa.String(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assigned", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_pieces_arrived_at"), "pieces", ["arrived_at"], unique=False)
    op.create_index(op.f("ix_pieces_bureau"), "pieces", ["bureau"], unique=False)
    op.create_index(op.f("ix_pieces_content_key"), "pieces", ["content_key"], unique=False)
    op.create_index(op.f("ix_pieces_state"), "pieces", ["state"], unique=False)
    op.create_index(op.f("ix_pieces_title_key"), "pieces", ["title_key"], unique=False)
    op.create_index(op.f("ix_pieces_unit"), "pieces", ["unit"], unique=False)


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("answer", sa.Boolean(), nullable=False),
        sa.Column("archive", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("disposition", sa.String(), nullable=True),
        sa.Column("sender", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("in_reply_to", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("piece_id", sa.Integer(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("processed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["piece_id"], ["pieces.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("bureau", "sha256"),
    )
    op.create_index(op.f("ix_letters_arrived_at"), "letters", ["arrived_at"], unique=False)
    op.create_index(op.f("ix_letters_bureau"), "letters", ["bureau"], unique=False)
    op.create_index(op.f("ix_letters_disposition"), "letters", ["disposition"], unique=False)
    op.create_index(op.f("ix_letters_done"), "letters", ["done"], unique=False)
    op.create_index(op.f("ix_letters_message_id"), "letters", ["message_id"], unique=False)
    op.create_index(op.f("ix_letters_piece_id"), "letters", ["piece_id"], unique=False)
    op.create_index(op.f("ix_letters_sha256"), "letters", ["sha256"], unique=False)
    op.create_index(op.f("ix_letters_unit"), "letters", ["unit"], unique=False)


def _sightings() -> None:
    op.create_table(
        "sightings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("bureau", "folder", "uidvalidity", "uid"),
    )
    op.create_index(op.f("ix_sightings_letter_id"), "sightings", ["letter_id"], unique=False)
