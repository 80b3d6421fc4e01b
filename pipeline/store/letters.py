"""Letters kept, uids accounted for, cursors."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, or_, select

from pipeline.domain.words import Disposition
from pipeline.store.tables import CursorRow, LetterRow, SightingRow

_MOST = 200  # letters of one unit that are looked through


def find(session: Session, bureau: str, sha256: str) -> LetterRow | None:
    """The letter of these bytes, if the bureau has it."""
    wanted = select(LetterRow).where(LetterRow.bureau == bureau, LetterRow.sha256 == sha256)
    return session.exec(wanted).first()


def of_sums(session: Session, bureau: str, sums: Collection[str]) -> dict[str, LetterRow]:
    """The letters of these bytes that the bureau has, by their sha256."""
    wanted = select(LetterRow).where(LetterRow.bureau == bureau, col(LetterRow.sha256).in_(sums))
    return {row.sha256: row for row in session.exec(wanted)}


def of_bytes(session: Session, sha256: str) -> list[LetterRow]:
    """The letters of these bytes, one a bureau at most."""
    return list(session.exec(select(LetterRow).where(LetterRow.sha256 == sha256)))


def sealed_ones(session: Session) -> list[LetterRow]:
    """Every sealed letter, oldest first."""
    wanted = select(LetterRow).where(LetterRow.disposition == Disposition.SEALED.value)
    return list(session.exec(wanted.order_by(col(LetterRow.id))))


def by_id(session: Session, letter_id: int) -> LetterRow | None:
    """The letter of that running number."""
    return session.get(LetterRow, letter_id)


def by_ids(session: Session, letter_ids: Sequence[int]) -> list[LetterRow]:
    """The letters of these running numbers."""
    return list(session.exec(select(LetterRow).where(col(LetterRow.id).in_(letter_ids))))


def family(session: Session, letter: LetterRow) -> list[LetterRow]:
    """The letter that came and every copy of it, itself among them; one that was never split is alone."""
    root = letter.copy_of or letter.id
    wanted = select(LetterRow).where(or_(col(LetterRow.id) == root, col(LetterRow.copy_of) == root))
    return list(session.exec(wanted.order_by(col(LetterRow.id))))


def of_unit_between(session: Session, bureau: str, unit: str, since: datetime, until: datetime) -> list[LetterRow]:
    """The unit's letters of that time that belong to a piece, oldest first; a sealed one has no subject."""
    wanted = select(LetterRow).where(
        LetterRow.bureau == bureau,
        LetterRow.unit == unit,
        col(LetterRow.arrived_at).between(since, until),
        col(LetterRow.piece_id).is_not(None),
        col(LetterRow.subject).is_not(None),
    )
    return list(session.exec(wanted.order_by(col(LetterRow.id)).limit(_MOST)))


def unfinished(session: Session, bureau: str) -> list[LetterRow]:
    """Letters without a disposition, in the order they arrived."""
    wanted = select(LetterRow).where(LetterRow.bureau == bureau, col(LetterRow.done).is_(False))
    return list(session.exec(wanted.order_by(col(LetterRow.arrived_at), col(LetterRow.id))))


def unfinished_ids(session: Session, bureau: str) -> list[int]:
    """Running numbers of the letters without a disposition, in the order they arrived, the archived ones last."""
    wanted = select(LetterRow.id).where(LetterRow.bureau == bureau, col(LetterRow.done).is_(False))
    order = wanted.order_by(col(LetterRow.archive), col(LetterRow.arrived_at), col(LetterRow.id))
    return [letter_id for letter_id in session.exec(order) if letter_id is not None]


def known_uids(session: Session, bureau: str, folder: str, uidvalidity: int, above: int) -> set[int]:
    """Every uid of the folder above that one under which a letter was had; one that was gone may be shown again."""
    wanted = select(SightingRow.uid).where(
        SightingRow.bureau == bureau,
        SightingRow.folder == folder,
        SightingRow.uidvalidity == uidvalidity,
        SightingRow.uid > above,
        col(SightingRow.letter_id).is_not(None),
    )
    return set(session.exec(wanted))


def saw(session: Session, sightings: Iterable[SightingRow]) -> None:
    """Account for uids; one that is known already stays as it was, unless it was gone and is there after all."""
    by_place: dict[tuple[str, str, int], list[SightingRow]] = {}
    for one in sightings:
        by_place.setdefault((one.bureau, one.folder, one.uidvalidity), []).append(one)
    for place, seen in by_place.items():
        known = _seen(session, place, [one.uid for one in seen])
        for one in seen:
            before = known.setdefault(one.uid, one)
            if before is one:
                session.add(one)
            elif before.letter_id is None:
                before.letter_id, before.seen_at = one.letter_id, one.seen_at


def _seen(session: Session, place: tuple[str, str, int], uids: list[int]) -> dict[int, SightingRow]:
    """What is on record of these uids of one folder."""
    wanted = select(SightingRow).where(
        SightingRow.bureau == place[0],
        SightingRow.folder == place[1],
        SightingRow.uidvalidity == place[2],
        col(SightingRow.uid).in_(uids),
    )
    return {row.uid: row for row in session.exec(wanted)}


def sightings(session: Session, letter_id: int) -> list[SightingRow]:
    """Where copies of the letter lie in the mailbox."""
    return list(session.exec(select(SightingRow).where(SightingRow.letter_id == letter_id)))


def lies_there(session: Session, bureau: str, folder: str, uidvalidity: int, uid: int) -> str | None:
    """The sha256 of the letter that was had under that uid; None when none was."""
    wanted = select(LetterRow.sha256).where(
        SightingRow.bureau == bureau,
        SightingRow.folder == folder,
        SightingRow.uidvalidity == uidvalidity,
        SightingRow.uid == uid,
        SightingRow.letter_id == LetterRow.id,
    )
    return session.exec(wanted).first()


def forget_folder(session: Session, bureau: str, folder: str, uidvalidity: int) -> None:
    """Forget which letter lay under which uid of the folder, and how far it was read; the letters stay."""
    same = delete(SightingRow).where(
        col(SightingRow.bureau) == bureau,
        col(SightingRow.folder) == folder,
        col(SightingRow.uidvalidity) == uidvalidity,
    )
    session.exec(same)
    row = session.get_one(CursorRow, (bureau, folder))
    row.last_uid, row.rescanned_on = 0, None


def cursor(session: Session, bureau: str, folder: str) -> CursorRow | None:
    """How far the folder has been read."""
    return session.get(CursorRow, (bureau, folder))


def advance(session: Session, bureau: str, folder: str, uidvalidity: int, last_uid: int) -> CursorRow:
    """Move the cursor; another UIDVALIDITY starts it anew."""
    row = session.get(CursorRow, (bureau, folder))
    if row is None:
        row = CursorRow(bureau=bureau, folder=folder, uidvalidity=uidvalidity, last_uid=last_uid)
    elif row.uidvalidity != uidvalidity:
        row.uidvalidity, row.last_uid, row.rescanned_on = uidvalidity, last_uid, None
    else:
        row.last_uid = max(row.last_uid, last_uid)
    session.add(row)
    return row
