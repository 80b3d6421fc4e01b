"""Which piece is meant by what was typed: a number, or words of its title."""

from dataclasses import dataclass
from datetime import date

from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.visit import Visit
from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.store.pieces_named import named
from pipeline.store.tables import PieceRow

_SURE = 4  # characters that mean the one piece they were found in


@dataclass(frozen=True, kw_only=True)
class PieceFound:
    """A piece that may be meant."""

    number: str
    title: str  # "" where it is sealed
    unit: str
    day: date
    state: str
    state_word: str


@dataclass(frozen=True, kw_only=True)
class PieceTyped:
    """What was typed of the piece, and what it means."""

    text: str = ""
    number: str = ""  # "" while it is not one piece
    found: tuple[PieceFound, ...] = ()
    told: str = ""  # what is to be done where it is none


def piece_typed(visit: Visit, fields: Fields) -> PieceTyped:
    """The piece meant; one that was picked from the list holds as long as the words are the same."""
    text = fields.one("piece")[:200]
    if not text:
        return PieceTyped(told=say("want_piece"))
    with visit.console.house.database.reading() as session:
        found = tuple(piece_found(visit, row) for row in named(session, visit.id, text))
    picked = fields.one("pick_piece") if fields.one("picked_from") == text else ""
    if picked in {one.number for one in found}:
        return PieceTyped(text=text, number=picked, found=found)
    if len(found) == 1 and (found[0].number == text.upper() or len(text) >= _SURE):
        return PieceTyped(text=text, number=found[0].number, found=found)
    told = say("want_pieces") if found else say("want_no_piece", text=text[:40])
    return PieceTyped(text=text, found=found, told=told)


def piece_found(visit: Visit, row: PieceRow) -> PieceFound:
    """A piece as a list of pieces shows it."""
    unit = visit.bureau.bureau.roster.by_id(row.unit)
    return PieceFound(
        number=row.number, title="" if row.state == State.SEALED.value else row.title or "",
        unit=unit.name if unit else row.unit or "", day=local(row.arrived_at).date(), state=row.state,
        state_word=visit.words.word(row.state, "state"),
    )  # fmt: skip
