"""Pieces, their parts, findings and decisions, and the log of what happened."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, Text, text
from sqlmodel import Field, SQLModel

from pipeline.store.tables.columns import UtcDateTime


class NumberRow(SQLModel, table=True):
    """The last running number of a prefix and year; numbers are never reused."""

    __tablename__ = "numbers"

    prefix: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class PieceRow(SQLModel, table=True):
    """A submission 报送件 with its number, as it stands now."""

    __tablename__ = "pieces"
    __table_args__ = (Index("ix_pieces_standing", "bureau", "state", "arrived_at"),)

    id: int | None = Field(default=None, primary_key=True)
    bureau: str
    number: str = Field(unique=True)  # YH-2020-00012
    unit: str | None = Field(default=None, index=True)
    sender: str  # "" when it was entered by hand
    year: int
    keyword: str | None = None
    title: str | None = None  # None when sealed
    title_key: str = Field(default="", index=True)
    content_key: str = Field(default="", index=True)  # what makes two pieces the same content
    chars: int | None = None
    state: str
    disposition: str
    arrived_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))  # of its first letter
    accepted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    updated_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    assigned: bool = False  # a person settled the unit
    genre: str | None = None  # news 新闻宣传, info 政务信息; None: not told (rules.md S12)
    summary: bool | None = None  # 总结类; None: not told
    topic: str | None = None  # one of the bureau's topics; None: the office has not said
    registered_by: str | None = None  # entered by hand: paper, disc, WeChat


class PartRow(SQLModel, table=True):
    """A part a letter brought to a piece; the newest of each role is current, the others are its history."""

    __tablename__ = "parts"

    id: int | None = Field(default=None, primary_key=True)
    piece_id: int = Field(foreign_key="pieces.id", index=True)
    letter_id: int = Field(foreign_key="letters.id", index=True)
    role: str  # manuscript, form, picture, other
    current: bool
    name: str
    path: str
    type: str
    size: int  # bytes
    sha256: str = Field(index=True)
    reading: str = Field(sa_column=Column(Text, nullable=False))  # the domain's Part as JSON
    completed: bool | None = None  # True: form 2 as the desk completed it; it came with no letter


class FindingRow(SQLModel, table=True):
    """A finding of one letter's checks, as it was told."""

    __tablename__ = "findings"

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letters.id", index=True)
    piece_id: int | None = Field(default=None, foreign_key="pieces.id", index=True)
    code: str = Field(index=True)
    severity: str
    follows: str
    message: str
    where: str
    remedy: str
    clause: str


class DecisionRow(SQLModel, table=True):
    """A person's decision 审核结论; with the raw letters all that cannot be rebuilt."""

    __tablename__ = "decisions"
    __table_args__ = (
        Index(
            "ix_decisions_handed_on", "piece_id",
            sqlite_where=text("important IS 1"), postgresql_where=text("important IS true"),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int | None = Field(default=None, foreign_key="letters.id", index=True)
    piece_id: int | None = Field(default=None, foreign_key="pieces.id", index=True)
    verb: str  # accept, return, discard, assign, release; sign, approve, publish; correct, repeat, join, split
    reason: str
    decided_by: str
    decided_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    unit: str | None = None  # with assign
    step: str | None = None  # with sign: the state it leads to; with approve: director or leader
    channels: list[str] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))  # with approve, publish
    important: bool | None = None  # with approve: the leader in charge decides as well
    day: date | None = None  # with publish
    told: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))  # put right, split


class EventRow(SQLModel, table=True):
    """One thing that happened to a letter or piece; rows are only ever added (a trigger sees to it)."""

    __tablename__ = "events"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    bureau: str = Field(index=True)
    letter_id: int | None = Field(default=None, foreign_key="letters.id", index=True)
    piece_id: int | None = Field(default=None, foreign_key="pieces.id", index=True)
    what: str = Field(index=True)  # letter_kept, piece_opened, decided, mail_sent …
    by: str = ""  # a person's name; "" is the desk itself
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
