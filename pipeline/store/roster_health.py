"""What the record knows of the roster's units and addresses: letters, mails, bounces, strangers."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from pipeline.domain.words import Disposition, LetterKind, OutboxState
from pipeline.store.tables import LetterRow, OutboxRow
from pipeline.store.tables.columns import UtcDateTime

_MACHINES = [LetterKind.BOUNCE.value, LetterKind.AUTO_REPLY.value]
_UNDELIVERED = [OutboxState.PERSON.value, OutboxState.REFUSED.value, OutboxState.UNKNOWN.value]
_MOST = 500  # letters of strangers that are looked through


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a unit sent."""

    lately: int  # letters since the moment that was asked about
    last: datetime


def letters_by_unit(session: Session, bureau: str, since: datetime) -> dict[str, Written]:
    """By unit, how many letters came since then, and when the last one did at all."""
    lately = func.sum(case((col(LetterRow.arrived_at) >= since, 1), else_=0))
    last = func.max(LetterRow.arrived_at, type_=UtcDateTime)
    wanted = select(LetterRow.unit, lately, last).where(LetterRow.bureau == bureau, col(LetterRow.unit).is_not(None))
    rows = session.exec(wanted.group_by(LetterRow.unit))
    return {unit or "": Written(lately=int(count or 0), last=at) for unit, count, at in rows}


def last_mail_to(session: Session, bureau: str, addresses: Collection[str]) -> dict[str, datetime]:
    """By address, when the last mail to it was written."""
    wanted = select(OutboxRow.to, func.max(OutboxRow.created_at, type_=UtcDateTime)).where(
        OutboxRow.bureau == bureau, col(OutboxRow.to).in_(list(addresses))
    )
    return dict(session.exec(wanted.group_by(OutboxRow.to)).all())


def undelivered_to(session: Session, bureau: str) -> dict[str, int]:
    """By address, how many mails to it were refused, wait for a person or are of unknown fate."""
    wanted = select(OutboxRow.to).where(OutboxRow.bureau == bureau, col(OutboxRow.state).in_(_UNDELIVERED))
    return Counter(session.exec(wanted))


def bounces(session: Session, bureau: str, since: datetime) -> list[LetterRow]:
    """Delivery reports that came since then, the newest first."""
    wanted = select(LetterRow).where(
        LetterRow.bureau == bureau, LetterRow.kind == LetterKind.BOUNCE.value, col(LetterRow.arrived_at) >= since
    )
    return list(session.exec(wanted.order_by(col(LetterRow.arrived_at).desc()).limit(_MOST)))


def addressees(session: Session, bureau: str, message_ids: Collection[str]) -> dict[str, str]:
    """By Message-ID, to whom our mail of that id went."""
    if not message_ids:
        return {}
    wanted = select(OutboxRow.message_id, OutboxRow.to).where(
        OutboxRow.bureau == bureau, col(OutboxRow.message_id).in_(list(message_ids))
    )
    return dict(session.exec(wanted).all())


def of_strangers(session: Session, bureau: str, known: Collection[str], since: datetime) -> list[LetterRow]:
    """Letters of people that came since then from addresses that are not among the known, the newest first."""
    wanted = select(LetterRow).where(
        LetterRow.bureau == bureau,
        col(LetterRow.arrived_at) >= since,
        col(LetterRow.sender).not_in(list(known)),
        col(LetterRow.kind).not_in(_MACHINES),
        LetterRow.disposition != Disposition.SEALED.value,
    )
    return list(session.exec(wanted.order_by(col(LetterRow.arrived_at).desc()).limit(_MOST)))
