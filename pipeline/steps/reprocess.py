"""Process letters once more: after a fault was mended, or a rule changed."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from pipeline.domain.words import Disposition
from pipeline.ingest.readers import Readers
from pipeline.steps.clean import clean
from pipeline.steps.decided import decision_about
from pipeline.steps.find import find
from pipeline.steps.house import House
from pipeline.steps.process import Desk, Settled, note_reprocessed, open_desk, settle
from pipeline.steps.reading import Reading, read_one
from pipeline.steps.sealing import is_locked
from pipeline.store.tables import LetterRow, PieceRow


@dataclass(frozen=True, kw_only=True)
class Reread:
    """What came of reading a letter once more."""

    name: str
    disposition: Disposition  # of the letter now
    checks: Disposition  # what its checks say by themselves
    number: str | None  # of its piece
    state: str | None  # of its piece
    decision: str | None  # what a person decided and what therefore stands: accept, return, discard
    decided_by: str | None
    locked: bool = False  # it lies sealed and encrypted, and was not read


def reprocess(house: House, name: str, readers: Readers, *, by: str = "") -> Reread | None:
    """Read, check and record a letter again; its receipt is not sent twice, and what a person decided stands.

    Returns:
        What came of it; None when there is no such letter.
    """
    with house.database.reading() as session:
        found = find(session, name)
    if found is None or found.letter is None:
        return None
    desk = open_desk(house, found.bureau)
    with house.locked(f"{found.bureau}.receive"):
        locked = is_locked(house, found.letter.sha256)
        settled = Settled(disposition=Disposition.SEALED)
        if not locked:
            settled = settle(desk, read_anew(desk, found.letter, readers, by=by))
    clean(house)
    with house.database.reading() as session:
        reread = _reread(session, name, session.get_one(LetterRow, found.letter.id), settled)
    return replace(reread, locked=locked)


def read_anew(desk: Desk, letter: LetterRow, readers: Readers, *, by: str = "") -> Reading:
    """A letter that was looked up is read, and to be settled once more; the caller holds the bureau's lock."""
    reading = read_one(desk.house, letter, readers)
    with desk.house.database.writing() as session:
        note_reprocessed(desk.pen(session), session.get_one(LetterRow, letter.id), by)
    return reading


def _reread(session: Session, name: str, letter: LetterRow, settled: Settled) -> Reread:
    piece = session.get(PieceRow, letter.piece_id) if letter.piece_id else None
    decision = decision_about(session, letter, piece)
    return Reread(
        name=name,
        disposition=settled.disposition,
        checks=settled.checks or settled.disposition,
        number=piece.number if piece else None,
        state=piece.state if piece else None,
        decision=decision.verb if decision else None,
        decided_by=decision.decided_by if decision else None,
    )
