"""An admin looks into a sealed letter: its bytes, for a file outside the desk; who and why is noted."""

from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session

from pipeline.domain.words import Disposition
from pipeline.ingest.sealed import WrongKey, is_encrypted, opened, sealed_copy
from pipeline.steps.find import find, letter_name
from pipeline.steps.house import House
from pipeline.steps.refusal import Refusal
from pipeline.store import events
from pipeline.store.tables import LetterRow


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Who wants to look into what, and why."""

    name: str  # a number, or a letter's running number
    by: str
    reason: str
    key: Path | None = None  # the file with the private key, where the letter is encrypted


@dataclass(frozen=True, kw_only=True)
class OpenedLetter:
    """A sealed letter as it came."""

    letter: str
    raw: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class SealedStore:
    """How a sealed letter lies here, and where else its words may be; not a word of it."""

    store: str  # encrypted, owner; missing: neither (a backup without the sealed ones was put back)
    was_open: bool  # it was on record openly first: backups, sent receipts and bulletins of that time may hold it


def open_sealed(house: House, order: Opening) -> OpenedLetter:
    """The bytes of a sealed letter, after it was noted who wanted them; the letter stays sealed.

    Raises:
        Refusal: there is no such letter, it is not sealed or lies here no more, the key does not open it, or name and
            reason are missing.
    """
    if not order.by.strip() or not order.reason.strip():
        raise Refusal("reason_and_name")
    with house.database.reading() as session:
        found = find(session, order.name)
    if found is None or found.letter is None:
        raise Refusal("unknown_name", name=order.name)
    row = found.letter
    if row.disposition != Disposition.SEALED.value:
        raise Refusal("not_sealed", name=order.name)
    copy = sealed_copy(house.data, row.sha256)
    if copy is None:
        raise Refusal("sealed_missing", name=order.name)
    try:
        raw = opened(copy, order.key)
    except WrongKey as wrong:
        cause = "key_wanted" if order.key is None else "wrong_key"
        raise Refusal(cause, name=order.name, file=str(order.key)) from wrong
    with house.database.writing() as session:
        mine = session.get_one(LetterRow, row.id)
        by, reason = order.by.strip(), order.reason.strip()
        events.note(session, house.clock(), "sealed_opened", bureau=row.bureau, letter=mine, by=by, reason=reason)
    return OpenedLetter(letter=letter_name(row), raw=raw)


def sealed_store(house: House, session: Session, row: LetterRow) -> SealedStore | None:
    """How a letter lies sealed; None for one that is not."""
    if row.disposition != Disposition.SEALED.value:
        return None
    copy = sealed_copy(house.data, row.sha256)
    store = "missing" if copy is None else "encrypted" if is_encrypted(copy) else "owner"
    return SealedStore(store=store, was_open=was_open(session, row))


def was_open(session: Session, row: LetterRow) -> bool:
    """Whether the letter was on record openly before it was sealed."""
    ended = [e.detail.get("disposition") for e in events.of_letter(session, row.id or 0) if e.what == "letter_disposed"]
    return any(disposition != Disposition.SEALED.value for disposition in ended)
