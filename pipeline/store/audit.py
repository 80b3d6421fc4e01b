"""The append-only log of what people changed at the desk, each line with before and after."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from pipeline.store.tables import AuditRow

LOGIN_FAILED = "login_failed"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who changes something, and from where; the command line has no login."""

    login: str = ""
    name: str = ""
    address: str = ""


def note(
    session: Session, at: datetime, what: str, actor: Actor, *, bureau: str = "", about: str = "",
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
) -> AuditRow:  # fmt: skip
    """Add a line; its number is known at once."""
    row = AuditRow(
        at=at, bureau=bureau, login=actor.login, name=actor.name, what=what, about=about, address=actor.address,
        before=before or {}, after=after or {},
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def by_id(session: Session, bureau: str, row_id: int) -> AuditRow | None:
    """The line of that number, where it is about that bureau's matters."""
    row = session.get(AuditRow, row_id)
    return row if row is not None and row.bureau == bureau else None


def about(session: Session, bureau: str, names: Collection[str]) -> list[AuditRow]:
    """Every line about one of these pieces or letters, oldest first."""
    wanted = select(AuditRow).where(AuditRow.bureau == bureau, col(AuditRow.about).in_(list(names)))
    return list(session.exec(wanted.order_by(col(AuditRow.id))))


def newest(session: Session, bureaus: Collection[str], *, before: int | None = None, most: int = 100) -> list[AuditRow]:
    """The newest lines about these bureaus, newest first; `before` a line's number goes on from there."""
    wanted = select(AuditRow).where(col(AuditRow.bureau).in_(list(bureaus)))
    if before is not None:
        wanted = wanted.where(col(AuditRow.id) < before)
    return list(session.exec(wanted.order_by(col(AuditRow.id).desc()).limit(most)))


def failed_logins(session: Session, since: datetime, *, login: str | None = None, address: str | None = None) -> int:
    """How many logins failed since then, for a name or from an address."""
    wanted = select(func.count()).where(AuditRow.what == LOGIN_FAILED, col(AuditRow.at) >= since)
    if login is not None:
        wanted = wanted.where(AuditRow.login == login)
    if address is not None:
        wanted = wanted.where(AuditRow.address == address)
    return session.exec(wanted).one()
