"""What points are counted from, the ledger of points, and the months that were closed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from pipeline.store.tables.columns import Points, UtcDateTime


class FactRow(SQLModel, table=True):
    """A fact 事实: that an outlet used a piece, a leader praised it, a unit hosted an activity, a call went out."""

    __tablename__ = "facts"
    __table_args__ = (UniqueConstraint("bureau", "key"), Index("ix_facts_standing", "bureau", "state", "kind"))

    id: int | None = Field(default=None, primary_key=True)
    bureau: str
    kind: str  # adoption, reads, instruction, activity, call, named, figure
    key: str  # what makes it one fact: told again, it is the one that is there
    state: str  # standing, waiting, refused, withdrawn
    subject: str = Field(default="", index=True)  # number of the piece, id of the activity or call; "" while unknown
    day: date | None = None  # the fact's own day
    told: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))  # as it was reported or entered
    fact: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))  # as it counts; None while it waits
    why: str = Field(default="", sa_column=Column(Text, nullable=False))  # how it was matched, or why it waits
    candidates: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    unit: str | None = None  # who reported it
    source: str = ""  # report, import, register, desk
    place: str = ""  # where in the report or file it stood
    letter_id: int | None = Field(default=None, foreign_key="letters.id", index=True)
    by: str = ""  # who entered or settled it; "" is the desk itself
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))  # when it last changed
    announced: bool = False  # its unit has been told, or is not to be


class EntryRow(SQLModel, table=True):
    """A line of the ledger 台账; rows are only ever added (a trigger sees to it)."""

    __tablename__ = "entries"
    __table_args__ = (
        Index("ix_entries_booked", "bureau", "account", "booked", "unit"),
        Index("ix_entries_day", "bureau", "account", "day", "unit"),
        Index("ix_entries_subject", "bureau", "subject"),
    )

    id: int | None = Field(default=None, primary_key=True)
    bureau: str
    unit: str
    subject: str
    account: str
    rule: str
    clause: str
    points: Decimal = Field(sa_column=Column(Points, nullable=False))
    day: date  # the fact's day
    booked: str  # the period it was booked in: 2022-05; 2022-13 is the supplement at the year's end
    counted: bool
    reason: str = Field(sa_column=Column(Text, nullable=False))
    outlet: str = ""  # id of the outlet that used it
    level: str = ""  # id of its level
    kind: str  # award 计分, reversal 冲销, manual 手工调整
    reverses: int | None = Field(default=None, foreign_key="entries.id", index=True)
    cause: str = ""  # what made it be counted: count, rescore, adjust
    by: str = ""  # a person's name; "" is the desk itself
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ClosingRow(SQLModel, table=True):
    """A month that was closed 结账, or waits for the office's approval."""

    __tablename__ = "closings"

    bureau: str = Field(primary_key=True)
    period: str = Field(primary_key=True)  # 2022-05; 2022-13
    year: int
    issue: int  # running number of the year: 〔2022〕第5期
    state: str  # prepared: waits for approval; closed
    prepared_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    by: str = ""
    standings: str | None = Field(default=None, sa_column=Column(Text))  # as issued, JSON
    report: str | None = Field(default=None, sa_column=Column(Text))  # everything its documents tell, JSON


class CountRow(SQLModel, table=True):
    """What the last count of a bureau was made from; nothing is counted again while that stands."""

    __tablename__ = "counts"

    bureau: str = Field(primary_key=True)
    mark: str
    counted_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    open: list[list[str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))  # what waits, and why
