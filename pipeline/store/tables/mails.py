"""The outbox: every mail the desk means to send, with what became of it; the tokens that may be answered with."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

from pipeline.store.tables.columns import UtcDateTime

_BOUNCED = text("bounced_at IS NOT NULL")


class OutboxRow(SQLModel, table=True):
    """An outgoing letter 待发; `occasion` makes it one mail however often it is asked for."""

    __tablename__ = "outbox"
    __table_args__ = (  # what is asked at every sending must not walk over all mails
        Index("ix_outbox_due", "bureau", "state", "next_at"),
        Index("ix_outbox_sent", "bureau", "sent_at"),
        Index("ix_outbox_standing", "bureau", "state", "id"),
        Index("ix_outbox_answered", "bureau", "to", "created_at"),
        Index("ix_outbox_bounced", "bureau", "bounced_at", sqlite_where=_BOUNCED, postgresql_where=_BOUNCED),
    )

    id: int | None = Field(default=None, primary_key=True)
    bureau: str
    occasion: str = Field(unique=True)
    kind: str
    to: str = Field(index=True)
    subject: str
    message_id: str = Field(unique=True)
    mime: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # the very bytes, the same at every try
    state: str = Field(index=True)
    attempts: int = 0
    unknowns: int = 0  # how often the server's answer was lost after the content was handed over
    next_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    sent_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    answer_code: int | None = None  # the server's last answer
    answer: str | None = Field(default=None, sa_column=Column(Text))
    advice: str | None = Field(default=None, sa_column=Column(Text))  # for the person who looks at it
    bounced_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))  # when a report about it came
    bounce_how: str | None = None  # permanent, temporary, delayed
    bounce_reason: str | None = None  # no_address, full …: a word of domain.bounce
    bounced_by: int | None = None  # the letter that is the report
    letter_id: int | None = Field(default=None, foreign_key="letters.id", index=True)
    piece_id: int | None = Field(default=None, foreign_key="pieces.id", index=True)


class TokenRow(SQLModel, table=True):
    """A token 令牌 that a notice to a reviewer carries: with it, once, the reviewer settles what was asked."""

    __tablename__ = "tokens"

    id: int | None = Field(default=None, primary_key=True)
    bureau: str
    token: str = Field(unique=True)
    piece_id: int = Field(foreign_key="pieces.id", index=True)
    letter_id: int | None = Field(default=None, foreign_key="letters.id", index=True)  # the letter that waits
    address: str  # of the reviewer, bare and in small letters
    question: str  # held, or the state that the wanted signature leads to
    issued_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    expires_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    used_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
