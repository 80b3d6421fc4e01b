"""What a sealed piece says is taken out of the facts about it, and out of reported rows that name its title (S6)."""

from collections.abc import Iterator

from pipeline.domain.text import title_key
from pipeline.domain.titles import near_title
from pipeline.steps.pen import Pen
from pipeline.store import facts
from pipeline.store.tables import FactRow, PieceRow

_ALIKE = 80  # per cent: rather a row too many without its title than one too few


def forget_words(pen: Pen, piece: PieceRow) -> None:
    """Within the pen's transaction, while the piece still has its title: which fact it was stays, its words go."""
    for row in _about(pen, piece):
        words = [text for text in (piece.title, row.told.get("title")) if text]
        row.told = {name: value for name, value in row.told.items() if name != "title"}
        row.why = "" if any(text in row.why for text in words) else row.why
        pen.session.add(row)


def _about(pen: Pen, piece: PieceRow) -> Iterator[FactRow]:
    yield from facts.of_subject(pen.session, piece.bureau, piece.number)
    for row in facts.waiting(pen.session, piece.bureau):
        told = title_key(str(row.told.get("title") or ""))
        if row.subject != piece.number and piece.title_key and told and near_title(told, piece.title_key, _ALIKE):
            yield row
