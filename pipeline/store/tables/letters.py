"""Letters as they came, where they were seen, and how their mailboxes fare."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from pipeline.store.tables.columns import UtcDateTime

_TROUBLE = text("trouble IS NOT NULL")
_COPY = text("copy_of IS NOT NULL")


class LetterRow(SQLModel, table=True):
    """A letter 来信 of one bureau; its bytes lie in raw/ (or sealed/) under `sha256`."""

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("bureau", "sha256"),
        Index("ix_letters_unsettled", "bureau", "settled", "piece_id"),
        Index("ix_letters_of_day", "bureau", "arrived_at"),
        Index("ix_letters_of_unit", "bureau", "unit", "arrived_at"),
        Index("ix_letters_of_sender", "bureau", "sender", "arrived_at"),
        Index("ix_letters_of_kind", "bureau", "kind", "arrived_at"),
        Index("ix_letters_unread", "bureau", "done", "arrived_at"),
        Index("ix_letters_trouble", "bureau", "done", "disposition", sqlite_where=_TROUBLE, postgresql_where=_TROUBLE),
        Index("ix_letters_copies", "copy_of", sqlite_where=_COPY, postgresql_where=_COPY),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    bureau: str
    sha256: str = Field(index=True)
    size: int  # bytes
    arrived_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    kept_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    source: str  # mailbox, or import: whether receipts follow from it
    answer: bool = True  # False: archived or imported without receipts, never answered
    archive: bool = False  # arrived before the bureau's start date: kept, sealed where marked, else let be
    done: bool = False  # it has its disposition
    attempts: int = 0  # failed readings
    kind: str | None = None
    disposition: str | None = Field(default=None, index=True)
    sender: str | None = None
    subject: str | None = None  # None while unread, and for ever when sealed
    message_id: str | None = Field(default=None, index=True)
    in_reply_to: str | None = None
    unit: str | None = None  # the sender's or the piece's unit
    piece_id: int | None = Field(default=None, foreign_key="pieces.id", index=True)
    trouble: str | None = Field(default=None, sa_column=Column(Text))  # the traceback of a quarantined letter
    settled: bool = True  # False: waits for a person and is no piece
    processed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    authentication: str | None = None  # of its sender: passed, failed, doubted, absent; by which checks
    copy_of: int | None = None  # the letter that came, where several pieces were made of it and this is one more's copy


class SightingRow(SQLModel, table=True):
    """One uid of one folder, accounted for: which letter lay there, or that it was gone."""

    __tablename__ = "sightings"
    __table_args__ = (UniqueConstraint("bureau", "folder", "uidvalidity", "uid"),)

    id: int | None = Field(default=None, primary_key=True)
    bureau: str
    folder: str
    uidvalidity: int = Field(sa_type=BigInteger)  # 32 bits without a sign, as IMAP's numbers are
    uid: int = Field(sa_type=BigInteger)
    letter_id: int | None = Field(default=None, foreign_key="letters.id", index=True)  # None: gone before we read it
    seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class CursorRow(SQLModel, table=True):
    """How far a folder has been read (mail.md I4)."""

    __tablename__ = "cursors"

    bureau: str = Field(primary_key=True)
    folder: str = Field(primary_key=True)
    uidvalidity: int = Field(sa_type=BigInteger)
    last_uid: int = Field(sa_type=BigInteger)
    rescanned_on: date | None = None  # the office's day of the last full re-scan


class HealthRow(SQLModel, table=True):
    """How an account fares: one row for the mailbox (imap), one for the post (smtp)."""

    __tablename__ = "health"

    bureau: str = Field(primary_key=True)
    side: str = Field(primary_key=True)  # imap, smtp
    succeeded_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    failed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    failures: int = 0  # in a row
    refusals: int = 0  # of our credentials, in a row; two stop the account
    fault: str | None = None  # the last failure, in the office's words
    stopped_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    retry_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
