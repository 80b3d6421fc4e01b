"""People who work at the desk: their names, roles and sessions, and the log of what they changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from pipeline.store.tables.columns import UtcDateTime


class UserRow(SQLModel, table=True):
    """A person who may log in; one who left stays on record and is no longer `active`."""

    __tablename__ = "users"

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True)  # as it is typed, in small letters
    name: str  # 姓名, as decisions are signed
    password: str  # argon2's own text, never the password
    active: bool = True
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class RoleRow(SQLModel, table=True):
    """What a person is at one bureau; no row, no bureau."""

    __tablename__ = "roles"

    user_id: int = Field(foreign_key="users.id", primary_key=True)
    bureau: str = Field(primary_key=True)
    role: str  # viewer, reviewer, office, leader, admin


class SessionRow(SQLModel, table=True):
    """A login; the cookie holds what `key` is the sha256 of."""

    __tablename__ = "sessions"

    key: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="users.id", index=True)
    started_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))


class AuditRow(SQLModel, table=True):
    """One change a person made, or a login that failed; rows are only ever added (a trigger sees to it)."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_about", "bureau", "about"),
        Index("ix_audit_tries", "what", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    bureau: str = ""  # "" where it is about no bureau's matter
    login: str  # who; for a failed login the name that was tried; "" is the command line
    name: str = ""  # 姓名 at that time
    what: str  # logged_in, login_failed, decided, user_added …
    about: str = ""  # a piece's number, a letter's L17, a login
    address: str = ""  # of the browser
    before: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    after: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
