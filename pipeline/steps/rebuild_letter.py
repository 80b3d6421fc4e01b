"""One letter looked at again: what of it can be rebuilt is, what would be judged otherwise now is told (§1)."""

from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from sqlmodel import Session, col, select

from pipeline.domain.letter import Letter
from pipeline.domain.words import Disposition
from pipeline.ingest.durable import verify
from pipeline.ingest.keep import keep_part, part_path, raw_path
from pipeline.ingest.sealed import sealed_copy
from pipeline.steps.again import take_out
from pipeline.steps.find import letter_name
from pipeline.steps.form_fields import complete_form
from pipeline.steps.house import House
from pipeline.steps.on_record import OnRecord
from pipeline.steps.process import Desk, judge
from pipeline.steps.reading import Reading
from pipeline.store import events, pieces
from pipeline.store.convert import part_row
from pipeline.store.tables import LetterRow, PartRow, PieceRow


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was found of a letter."""

    name: str  # L17
    number: str | None = None  # of its piece
    lost: bool = False  # its bytes are gone or damaged, and nothing brings them back
    unread: bool = False  # it cannot be read now
    parts: tuple[str, ...] = ()  # parts that were gone or damaged, by name; rebuilt unless it is a dry run
    parts_lost: tuple[str, ...] = ()  # those that reading the letter does not bring back
    reads_otherwise: bool = False  # its parts are read otherwise than when they were recorded
    disposition: str | None = None  # what its checks said
    now: str | None = None  # what they would say, where that is another

    @property
    def well(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.lost or self.unread or self.parts or self.parts_lost or self.reads_otherwise or self.now)


class _TakenBack(Exception):  # noqa: N818 - ends the transaction, nothing else
    """Nothing of the trial stays."""


def lies_sound(house: House, row: LetterRow) -> bool:
    """Whether the letter's bytes are there and still give their sum; of encrypted ones the file's own sum."""
    if row.disposition == Disposition.SEALED.value:
        return sealed_copy(house.data, row.sha256) is not None
    return verify(raw_path(house.data, row.sha256))


def look_again(desk: Desk, reading: Reading, *, dry_run: bool) -> Looked:
    """Compare a letter that was read anew with what is on record, and bring back its parts.

    Args:
        desk: of its bureau; the caller holds the bureau's lock.
        reading: the letter, with its leaves in its scratch folder.
        dry_run: nothing is written.
    """
    row = reading.row
    with desk.house.database.reading() as session:
        piece = session.get(PieceRow, row.piece_id) if row.piece_id else None
        number = piece.number if piece is not None else None
        mine = list(session.exec(select(PartRow).where(PartRow.letter_id == row.id).order_by(col(PartRow.id))))
        before = _said(session, row)
    if reading.letter is None:
        return Looked(name=letter_name(row), number=number, unread=row.disposition != Disposition.QUARANTINED.value)
    gone = [part for part in mine if not verify(part_path(desk.house.data, part.sha256))]
    lost = [part for part in gone if not _brought_back(desk, reading, part, dry_run=dry_run)]
    if not dry_run:
        _keep_others(desk.house, reading)
    now = _would_say(desk, row, reading.letter)
    return Looked(
        name=letter_name(row), number=number, parts=tuple(p.name for p in gone if p not in lost),
        parts_lost=tuple(p.name for p in lost), reads_otherwise=_reads_otherwise(reading.letter, mine, piece, row),
        disposition=before, now=now if before is not None and now != before else None,
    )  # fmt: skip


def _said(session: Session, row: LetterRow) -> str | None:
    """What the checks said when the letter was last settled; None of one that was let be (before the start date)."""
    told = [e.detail.get("disposition") for e in events.of_letter(session, row.id or 0) if e.what == "letter_disposed"]
    return str(told[-1]) if told and not row.archive else None


def _brought_back(desk: Desk, reading: Reading, part: PartRow, *, dry_run: bool) -> bool:
    """Whether the part can be had again: out of the letter, or made again where the desk had made it."""
    if part.completed:
        return dry_run or _made_again(desk, part)
    leaf = reading.scratch / part.sha256
    if not leaf.exists():
        return False
    if not dry_run:
        keep_part(leaf, desk.house.data)
    return True


def _keep_others(house: House, reading: Reading) -> None:
    """Leaves that belong to no piece are kept as well, as when the letter came; nobody misses them."""
    for part in reading.letter.parts if reading.letter else ():
        leaf = reading.scratch / part.sha256
        if leaf.exists() and not verify(part_path(house.data, part.sha256)):
            keep_part(leaf, house.data)


def _made_again(desk: Desk, part: PartRow) -> bool:
    """Form 2 with the opinions that were signed; the same opinions, perhaps in other bytes."""
    with desk.house.database.writing() as session:
        piece = session.get_one(PieceRow, part.piece_id)
        complete_form(desk.pen(session), desk.house.data, piece)
        current = [row for row in pieces.current_parts(session, piece) if row.completed]
        return any(verify(part_path(desk.house.data, row.sha256)) for row in current)


def _reads_otherwise(letter: Letter, mine: list[PartRow], piece: PieceRow | None, row: LetterRow) -> bool:
    if piece is None:
        return False
    now = {(p.sha256, p.path): part_row(p, "", piece, row).reading for p in letter.parts}
    came = [part for part in mine if not part.completed]
    return any(now.get((part.sha256, part.path)) != part.reading for part in came)


def _would_say(desk: Desk, row: LetterRow, letter: Letter) -> str:
    """What the checks say of the letter now; tried within a transaction that is taken back."""
    said: list[str] = []
    with suppress(_TakenBack), desk.house.database.writing() as session:
        mine = session.get_one(LetterRow, row.id)
        decisions = pieces.decisions_of(session, mine)
        hours = desk.house.settings.post.answer_hours
        on_record = OnRecord(session, row.bureau, own=take_out(session, mine), answer_hours=hours)
        _incoming, verdict = judge(desk, on_record, mine, letter, decisions)
        said.append(verdict.disposition.value)
        _take_back()
    return said[0]


def _take_back() -> NoReturn:
    raise _TakenBack
