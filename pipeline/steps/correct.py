"""The office puts right what was read of a piece: year, unit, keyword, title, kind, summary, topic.

The number stays, the correction stands whenever the letters are read again, and points are counted anew.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pipeline.domain.text import title_key
from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.report.formats import one_line
from pipeline.report.record_words import corrected_line
from pipeline.steps.asking import ask_reviewers
from pipeline.steps.correct_stands import CORRECT, put
from pipeline.steps.counting.register import KINDS
from pipeline.steps.find import find
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.piece_act import act_on_piece
from pipeline.steps.refusal import Refusal
from pipeline.steps.review_told import Order, told
from pipeline.steps.signed import must_stand_as_seen, piece_called
from pipeline.store import events, pieces
from pipeline.store.tables import DecisionRow, PieceRow

_FIRST_YEAR = 1949
_LONGEST = 300  # characters of a title or keyword


@dataclass(frozen=True, kw_only=True)
class CorrectOrder:
    """What the office says of a piece; None leaves a field as it is, "" takes keyword, kind or topic away."""

    name: str  # a number
    by: str
    reason: str
    unit: str | None = None  # id, name or alias
    year: int | None = None
    keyword: str | None = None
    title: str | None = None
    kind: str | None = None  # news, info
    summary: bool | None = None
    topic: str | None = None  # one of the bureau's topics
    tell: bool = False  # the unit is told by mail
    seen: str | None = None  # the mark of what the person saw (seen.py); None: whatever is there


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """What is another than before."""

    number: str
    before: dict[str, Any] = field(default_factory=dict)  # field of the piece → value
    after: dict[str, Any] = field(default_factory=dict)
    mailed_to: str | None = None


def correct(house: House, order: CorrectOrder) -> Corrected:
    """Put fields of a piece right.

    Raises:
        Refusal: there is no such piece, it is sealed, a value does not fit, or nothing would be another.
    """
    return act_on_piece(house, order, _within)


def _within(pen: Pen, order: CorrectOrder) -> Corrected:
    piece = piece_called(pen.session, order.name)
    if piece.state == State.SEALED.value:
        raise Refusal("sealed_first", name=piece.number)
    must_stand_as_seen(pen, piece, order.seen)
    new = {name: value for name, value in _wanted(pen, piece, order).items() if value != getattr(piece, name)}
    if not new:
        raise Refusal("nothing_to_correct", name=piece.number)
    before = {name: getattr(piece, name) for name in new}
    put(piece, new)
    _write_down(pen, piece, order, before, new)
    ask_reviewers(pen, piece)
    changed = corrected_line({"old": before, "new": new}, pen.desk.words, partial(_unit_name, pen))
    return Corrected(number=piece.number, before=before, after=new, mailed_to=_tell(pen, piece, order, changed))


def _wanted(pen: Pen, piece: PieceRow, order: CorrectOrder) -> dict[str, Any]:
    """The fields that were told, each tried."""
    told: dict[str, Any] = {}
    if order.unit is not None:
        told["unit"] = _unit(pen, piece, order.unit)
    if order.year is not None:
        told["year"] = _year(pen, order.year)
    if order.keyword is not None:
        told["keyword"] = _line(order.keyword) or None
    if order.title is not None:
        told["title"] = _title(piece, order.title)
    if order.kind is not None:
        told["genre"] = _one_of(order.kind, KINDS, "unknown_kind")
    if order.summary is not None:
        told["summary"] = order.summary
    if order.topic is not None:
        told["topic"] = _one_of(order.topic, (*pen.bureau.topics, piece.topic or ""), "unknown_topic")
    return told


def _unit(pen: Pen, piece: PieceRow, text: str) -> str:
    if piece.unit is None:
        raise Refusal("assign_first", name=piece.number)
    for unit in pen.bureau.bureau.roster.units:
        if text.strip() in {unit.id, *unit.names}:
            return unit.id
    raise Refusal("unknown_unit", unit=text.strip())


def _unit_name(pen: Pen, unit_id: str | None) -> str:
    unit = pen.bureau.bureau.roster.by_id(unit_id)
    return unit.name if unit else ""


def _year(pen: Pen, year: int) -> int:
    latest = local(pen.now).year + 1
    if not _FIRST_YEAR <= year <= latest:
        raise Refusal("bad_year", latest=str(latest))
    return year


def _title(piece: PieceRow, text: str) -> str:
    title = _line(text)
    if not title_key(title):
        raise Refusal("title_wanted", name=piece.number)
    if piece.registered_by is not None and piece.title is None:  # secret: registered without a word of it
        raise Refusal("secret_title", name=piece.number)
    return title


def _one_of(text: str, known: tuple[str, ...], cause: str) -> str | None:
    if text and text not in known:
        raise Refusal(cause, text=text)
    return text or None


def _line(text: str) -> str:
    return one_line(text)[:_LONGEST]


def _write_down(
    pen: Pen, piece: PieceRow, order: CorrectOrder, before: dict[str, Any], new: dict[str, Any]
) -> None:  # fmt: skip
    if "unit" in new:
        piece.assigned = True
        for letter in pieces.letters_of(pen.session, piece):
            letter.unit = new["unit"]
            pen.session.add(letter)
    piece.updated_at = pen.now
    pen.session.add(piece)
    pen.session.add(
        DecisionRow(
            piece_id=piece.id,
            verb=CORRECT,
            reason=order.reason.strip(),
            decided_by=order.by.strip(),
            decided_at=pen.now,
            unit=new.get("unit"),
            told=new,
        )
    )
    events.note(
        pen.session, pen.now, "piece_corrected", bureau=piece.bureau, piece=piece, by=order.by.strip(),
        reason=order.reason.strip(), old=before, new=new,
    )  # fmt: skip
    pen.session.flush()


def _tell(pen: Pen, piece: PieceRow, order: CorrectOrder, changed: str) -> str | None:
    """The unit is told where that is asked for and a letter can be answered."""
    found = find(pen.session, piece.number)
    if not order.tell or found is None or found.letter is None:
        return None
    asked = Order(name=piece.number, verb=CORRECT, reason=order.reason.strip(), by=order.by.strip())
    return told(pen, asked, found.letter, piece, (CORRECT, f"{changed}；{asked.reason}")).mailed_to
