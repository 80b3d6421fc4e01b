"""The text of a letter that came, read once more from its bytes."""

from dataclasses import dataclass

from pipeline.console.web.visit import NotThere, Visit
from pipeline.domain.words import Disposition, State
from pipeline.ingest.keep import raw_path
from pipeline.steps.scratch import scratch_folder
from pipeline.store import letters
from pipeline.store.tables import LetterRow, PieceRow


@dataclass(frozen=True, kw_only=True)
class LetterText:
    """What is written in a mail."""

    subject: str
    sender: str
    text: str
    files: tuple[str, ...]
    page: str  # its HTML as a fragment that can do nothing, "" where there is none


def open_letter(visit: Visit, letter_id: int) -> LetterRow:
    """A letter of the visit's bureau that may be read.

    Raises:
        NotThere: there is none, it is another bureau's, it is sealed, or its bytes are not in the open store.
    """
    with visit.console.house.database.reading() as session:
        row = letters.by_id(session, letter_id)
        if row is None or row.bureau != visit.id:
            raise NotThere
        piece = session.get(PieceRow, row.piece_id) if row.piece_id else None
    sealed = row.disposition == Disposition.SEALED.value or (piece is not None and piece.state == State.SEALED.value)
    if sealed or not row.done or not raw_path(visit.console.house.data, row.sha256).is_file():
        raise NotThere
    return row


def letter_text(visit: Visit, letter_id: int) -> LetterText:
    """The letter's text.

    Raises:
        NotThere: as above.
        ReadingFailed: it could not be read.
    """
    house, row = visit.console.house, open_letter(visit, letter_id)
    with scratch_folder(house) as scratch:
        letter = visit.console.readers.read(raw_path(house.data, row.sha256), scratch, page=True)
    files = tuple(one.path for one in letter.parts)
    return LetterText(subject=letter.subject, sender=letter.sender, text=letter.text, files=files, page=letter.page)
