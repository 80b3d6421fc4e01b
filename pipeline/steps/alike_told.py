"""How alike two pieces are, in the office's words, and the day's pieces that are nearly the same as earlier ones."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from sqlmodel import Session

from pipeline.report.view import Likeness
from pipeline.report.words import Words
from pipeline.steps.alike import Alike, alike_to
from pipeline.steps.process import Desk
from pipeline.store import queries
from pipeline.store.tables import PieceRow

_PIECES, _LINES = 200, 50  # of one day are looked at, and told


def say_alike(words: Words, *, same: bool, percent: int, pictures: int) -> str:
    """How two pieces agree: 93%的文字相同、2张图片相似."""
    told = [words.word("same", "alike")] if same else []
    told += [words.word("text", "alike").format(percent=percent)] if percent and not same else []
    told += [words.word("pictures", "alike").format(count=pictures)] if pictures else []
    return "、".join(told)


def likenesses(desk: Desk, session: Session, since: datetime) -> tuple[Likeness, ...]:
    """The pieces that came since then and are nearly the same as earlier ones, a line for each pair."""
    span = (since, desk.house.clock())
    came = queries.pieces_of(session, desk.bureau.bureau.id, None, None, span)[-_PIECES:]
    return tuple(islice((line for piece in came for line in _lines(desk, session, piece)), _LINES))


def _lines(desk: Desk, session: Session, piece: PieceRow) -> Iterator[Likeness]:
    for one in alike_to(session, desk.house.settings.alike, piece):
        if (one.arrived_at, one.number) < (piece.arrived_at, piece.number):
            yield _line(desk, piece, one)


def _line(desk: Desk, piece: PieceRow, one: Alike) -> Likeness:
    units = desk.bureau.bureau.roster
    names = [unit.name if unit else "" for unit in (units.by_id(piece.unit), units.by_id(one.unit))]
    return Likeness(
        number=piece.number,
        unit=names[0],
        title=piece.title or "",
        other=one.number,
        other_unit=names[1],
        other_title=one.title or "",
        how=say_alike(desk.paper.words, same=one.same, percent=one.percent, pictures=one.pictures),
    )
