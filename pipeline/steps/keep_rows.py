"""The ledger's rows of letters whose bytes are kept; the same bytes again are the same letter."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session

from pipeline.domain.letter import RawLetter
from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition
from pipeline.ingest.keep import keep_open, raw_path
from pipeline.settings import BureauSettings
from pipeline.steps.house import House
from pipeline.steps.sealing import shut_away
from pipeline.steps.unclean import note_unclean
from pipeline.store import events, letters
from pipeline.store.tables import LetterRow

_AHEAD = timedelta(days=1)


def keep_rows(
    db: Session,
    house: House,
    bureau: BureauSettings,
    came: Sequence[tuple[RawLetter, str]],
    *,
    source: str,
    answer: bool = True,
) -> list[LetterRow]:
    """The row of each letter, old or new, in the order given: all asked for at once, and written at once.

    Args:
        db: the session of the transaction.
        house: the house.
        bureau: whose letters.
        came: each letter and the sha256 under which it is kept.
        source: where they came from: the mailbox, or a folder.
        answer: whether their senders are to be told anything.
    """
    rows = letters.of_sums(db, bureau.bureau.id, [sha256 for _, sha256 in came]) if came else {}
    new: list[tuple[RawLetter, LetterRow]] = []
    for raw, sha256 in came:
        if sha256 in rows:
            _lost_its_seal(house, rows[sha256])
            continue
        _in_the_open(house, raw, sha256)
        row = _row(house, bureau, raw, sha256, source=source)
        row.answer = answer and not row.archive
        rows[sha256] = row
        new.append((raw, row))
    db.add_all(row for _, row in new)
    db.flush()
    told = ((row, {"sha256": row.sha256, "folder": raw.folder}) for raw, row in new)
    events.note_each(db, house.clock(), "letter_kept", bureau=bureau.bureau.id, letters=told)
    return [rows[sha256] for _, sha256 in came]


def _lost_its_seal(house: House, known: LetterRow) -> None:
    """A sealed letter that lies open again, since its sealed copy was lost, has one again."""
    if known.disposition == Disposition.SEALED.value and raw_path(house.data, known.sha256).exists():
        shut_away(house, known)


def _in_the_open(house: House, raw: RawLetter, sha256: str) -> None:
    """A letter that is sealed for another bureau: this one reads it for itself."""
    if not raw_path(house.data, sha256).exists():
        note_unclean(house, words=False)
        keep_open(raw.raw, house.data)


def _row(house: House, bureau: BureauSettings, raw: RawLetter, sha256: str, *, source: str) -> LetterRow:
    now = house.clock()
    arrived_at = raw.arrived_at if raw.arrived_at < now + _AHEAD else now  # a server's clock may err, not by days
    return LetterRow(
        bureau=bureau.bureau.id,
        sha256=sha256,
        size=len(raw.raw),
        arrived_at=arrived_at,
        kept_at=now,
        source=source,
        archive=source == "mailbox" and local(arrived_at).date() < bureau.bureau.start_date,
    )
