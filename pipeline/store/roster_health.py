"""What the record knows of the roster's units and addresses: letters, mails, bounces, strangers."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col, func, select

from pipeline.domain.words import Disposition, LetterKind, OutboxState
from pipeline.store.tables import LetterRow, OutboxRow
from pipeline.store.tables.columns import UtcDateTime

_MACHINES = [LetterKind.BOUNCE.value, LetterKind.AUTO_REPLY.value]
_UNDELIVERED = [OutboxState.PERSON.value, OutboxState.REFUSED.value, OutboxState.UNKNOWN.value]
_AT_ONCE = 100  # questions in one statement
_MOST = 500  # letters of strangers that are looked through


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a unit sent."""

    lately: int  # letters since the moment that was asked about
    last: datetime


def letters_by_unit(session: Session, bureau: str, units: Sequence[str], since: datetime) -> dict[str, Written]:
    """By unit, how many letters came since then, and when the last one did at all; each found by index."""
    mail = col(LetterRow.copy_of).is_(None)  # a copy made for a further piece is nobody's mail
    lately = [_of(func.count(), bureau, unit).where(mail, col(LetterRow.arrived_at) >= since) for unit in units]
    last = [_of(func.max(LetterRow.arrived_at, type_=UtcDateTime), bureau, unit) for unit in units]
    counts, moments = _values(session, lately), _values(session, last)
    found = zip(units, counts, moments, strict=True)
    return {unit: Written(lately=count, last=moment) for unit, count, moment in found if moment is not None}


def _of(what: ColumnElement[Any], bureau: str, unit: str) -> Select[Any]:
    return sqlalchemy.select(what).where(col(LetterRow.bureau) == bureau, col(LetterRow.unit) == unit)


def _values(session: Session, questions: Sequence[Select[Any]]) -> list[Any]:
    """The answers to questions that each have one, asked some at a time."""
    answers: list[Any] = []
    for first in range(0, len(questions), _AT_ONCE):
        some = [one.scalar_subquery() for one in questions[first : first + _AT_ONCE]]
        answers += session.connection().execute(sqlalchemy.select(*some)).one()
    return answers


def last_mail_to(session: Session, bureau: str, addresses: Sequence[str]) -> dict[str, datetime]:
    """By address, when the last mail to it was written."""
    newest = func.max(OutboxRow.created_at, type_=UtcDateTime)
    asked = [
        sqlalchemy.select(newest).where(col(OutboxRow.bureau) == bureau, col(OutboxRow.to) == one) for one in addresses
    ]
    found = zip(addresses, _values(session, asked), strict=True)
    return {address: moment for address, moment in found if moment is not None}


def undelivered_to(session: Session, bureau: str) -> Counter[str]:
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
