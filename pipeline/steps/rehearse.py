"""What a decision would tell the sender, without deciding: carried out and taken back."""

from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from pipeline.steps.carry_out import carry_out
from pipeline.steps.find import find
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.steps.review import Order, Refusal
from pipeline.store import outbox
from pipeline.store.tables import LetterRow

REHEARSED = frozenset({"accept", "return", "discard"})


@dataclass(frozen=True, kw_only=True)
class Rehearsed:
    """A mail that would go out."""

    to: str
    subject: str
    mime: bytes


class _TakenBack(Exception):  # noqa: N818 - ends the transaction, nothing else
    """Nothing of the rehearsal stays."""


def rehearse(house: House, order: Order) -> Rehearsed | None:
    """The mail that accepting, returning or discarding would send; None where nobody would be told.

    Raises:
        Refusal: as the decision itself.
    """
    if order.verb not in REHEARSED or not order.reason.strip() or not order.by.strip():
        raise Refusal("reason_and_name")
    with house.database.reading() as session:
        found = find(session, order.name)
    if found is None or found.letter is None:
        raise Refusal("unknown_name", name=order.name)
    desk = open_desk(house, found.bureau)
    told: list[Rehearsed] = []
    with suppress(_TakenBack), house.database.writing() as session:
        told += _told(desk.pen(session), order, found.letter)
        _take_back()
    return next(iter(told), None)


def _told(pen: Pen, order: Order, letter: LetterRow) -> list[Rehearsed]:
    """The mails that are new once it is decided."""
    before = {row.id for row in outbox.of_letter(pen.session, letter)}
    carry_out(pen, order)
    new = [row for row in outbox.of_letter(pen.session, letter) if row.id not in before]
    return [Rehearsed(to=row.to, subject=row.subject, mime=row.mime) for row in new]


def _take_back() -> NoReturn:
    raise _TakenBack
