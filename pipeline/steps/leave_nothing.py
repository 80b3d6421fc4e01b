"""What an open letter left behind, taken away when it is sealed after all (rules.md S6)."""

from collections.abc import Iterable, Iterator

from sqlmodel import Session, col, select

from pipeline.domain.words import Disposition, OutboxState
from pipeline.ingest.keep import part_path
from pipeline.steps.find import letter_name
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.reading import Reading
from pipeline.steps.take_back_mails import take_back_mails
from pipeline.store import outbox, pieces
from pipeline.store.redact import Words, redact
from pipeline.store.tables import EventRow, LetterRow, OutboxRow, PartRow, PieceRow

_NOT_SENT = {OutboxState.QUEUED.value, OutboxState.PERSON.value, OutboxState.REFUSED.value}
_TELLING = 2  # characters: a shorter word says nothing
_MEANT = 6  # characters of a title or subject that means this letter wherever it stands
_CORRECTED = ["piece_corrected", "piece_described"]
_FIELDS = ("title", "keyword")


def leave_nothing(house: House, pen: Pen, row: LetterRow, reading: Reading) -> None:
    """Take away a letter's leaves that no other letter has, and its words in our mails and in what was noted of it.

    A mail that waits is not sent, nor is one that names it among others; of one that was sent the row stays, without
    subject and content.
    """
    leaves = {part.sha256 for part in (reading.letter.parts if reading.letter else ())}
    if row.disposition not in {None, Disposition.SEALED.value}:  # it was on record openly
        with house.database.reading() as before:  # as it was committed
            parts = before.exec(select(PartRow).where(PartRow.letter_id == row.id)).all()
            piece = before.get(PieceRow, row.piece_id) if row.piece_id else None
            titles = {*_called(before, piece), row.subject}
        leaves |= {part.sha256 for part in parts}
        own = _telling({*titles, *(text for part in parts for text in (part.name, part.path))}, _TELLING)
        names = [letter_name(row), *([piece.number] if piece is not None else [])]
        made_for_it = select(PartRow).where(PartRow.letter_id == row.id, col(PartRow.completed).is_(True))
        for made in pen.session.exec(made_for_it):
            pen.session.delete(made)  # form 2 as the desk completed it; made again when the letter is released
        redact(pen.session, row, names, Words(own=own, titles=_telling(titles, _MEANT)))
        first = pieces.letters_of(pen.session, piece)[0].id if piece is not None else None
        meant = (names, titles) if first == row.id else (names[:1], {row.subject})  # a reply's piece stays open
        take_back_mails(pen, row, meant[0], _telling(meant[1], _MEANT))
    for sha256 in leaves:
        if pen.session.exec(select(PartRow.id).where(PartRow.sha256 == sha256).limit(1)).first() is None:
            part_path(house.data, sha256).unlink(missing_ok=True)
    blank(pen, outbox.of_letter(pen.session, row))


def _telling(words: Iterable[str | None], least: int) -> frozenset[str]:
    return frozenset(word.strip() for word in words if word and len(word.strip()) >= least)


def _called(session: Session, piece: PieceRow | None) -> Iterator[str | None]:
    """What the piece is and was called, as it was read and as the office put it right."""
    if piece is None:
        return
    yield from (piece.title, piece.keyword)
    mine = (EventRow.piece_id == piece.id, col(EventRow.what).in_(_CORRECTED))
    for detail in session.exec(select(EventRow.detail).where(*mine)):
        for fields in (detail.get("old"), detail.get("new")):
            yield from (str(fields[name]) for name in _FIELDS if fields and fields.get(name))


def blank(pen: Pen, mails: Iterable[OutboxRow]) -> None:
    """Take the words out of our mails, as above."""
    for mail in mails:
        if mail.state in _NOT_SENT:
            pen.session.delete(mail)
        else:
            mail.subject, mail.mime = "", b""
            pen.session.add(mail)
    pen.session.flush()
