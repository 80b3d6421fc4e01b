"""Parts that are nearly the same find each other by their keys; those of a sealed letter have none."""

import json

from sqlalchemy import func
from sqlmodel import Session, col, select
from store.rows import letter_row, piece_row

from pipeline.domain.words import Disposition, State
from pipeline.store import alike_index
from pipeline.store.database import Database
from pipeline.store.tables import LetterRow, PartKeyRow, PartRow, PieceRow

TEXT = "五月六日，街道退役军人服务站的工作人员来到社区，走访慰问辖区老兵，为他们送去米、油、常用药品和节日的问候。" * 2
LOOK = "0123456789abcdef" * 2


def part(session: Session, piece: PieceRow, *, body: str = "", look: str = "", **letter: str) -> PartRow:
    """A manuscript with that body, or a picture with that look, come with a letter of its own."""
    row = letter_row(session, piece_id=piece.id, bureau=piece.bureau, **letter)
    reading = {"document": {"manuscript": {"body": body}}} if body else {"picture": {"look": look}}
    found = PartRow(
        piece_id=piece.id or 0, letter_id=row.id or 0, role="manuscript" if body else "picture", current=True,
        name="a", path="a", type="docx", size=1, sha256="0" * 64, reading=json.dumps(reading),
    )  # fmt: skip
    session.add(found)
    session.flush()
    return found


def laid(database: Database, *, body: str = "", look: str = "", **piece: str) -> int:
    """The id of a part of a piece of its own."""
    with database.writing() as session:
        return part(session, piece_row(session, **piece), body=body, look=look).id or 0


def alike_to(database: Database, part_id: int) -> set[int | None]:
    with database.reading() as session:
        return {row.id for row, _ in alike_index.sharing(session, session.get_one(PartRow, part_id))}


def keys(database: Database) -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(PartKeyRow)).one()


def test_texts_and_pictures_find_their_like_in_the_same_bureau_alone(database: Database) -> None:
    text = laid(database, body=TEXT)
    changed = laid(database, body=TEXT.replace("社区", "村里"), unit="tiaoma")
    picture = laid(database, look=LOOK)
    retouched = laid(database, look="ffff" + LOOK[4:])
    laid(database, body=TEXT, bureau="jinjiang")
    laid(database, body="全区召开年度工作会议，总结上一年的成绩，部署下一年的任务，表彰先进单位和个人。" * 3)
    assert alike_to(database, text) == {changed}
    assert alike_to(database, changed) == {text}
    assert alike_to(database, picture) == {retouched}


def test_of_a_piece_only_what_is_current_is_found(database: Database) -> None:
    text = laid(database, body=TEXT)
    old = laid(database, body=TEXT)
    with database.writing() as session:
        row = session.get_one(PartRow, old)
        newer = part(session, session.get_one(PieceRow, row.piece_id), body=TEXT[10:])
        row.current = False
    assert alike_to(database, text) == {newer.id}


def test_sealing_takes_the_keys_away_and_a_release_brings_them_back(database: Database) -> None:
    text = laid(database, body=TEXT)
    other = laid(database, body=TEXT)
    whole = keys(database)
    for kept in ("piece", "letter"):
        with database.writing() as session:
            row = session.get_one(PartRow, other)
            _seal(session, row, kept, sealed=True)
        assert alike_to(database, text) == set()
        assert keys(database) == whole // 2
        with database.writing() as session:
            _seal(session, session.get_one(PartRow, other), kept, sealed=False)
        assert alike_to(database, text) == {other}
    with database.writing() as session:
        session.delete(session.get_one(PartRow, other))
    assert keys(database) == whole // 2


def _seal(session: Session, row: PartRow, what: str, *, sealed: bool) -> None:
    if what == "piece":
        session.get_one(PieceRow, row.piece_id).state = (State.SEALED if sealed else State.RECEIVED).value
    else:
        after = Disposition.SEALED if sealed else Disposition.ACCEPTED
        session.get_one(LetterRow, row.letter_id).disposition = after.value


def test_what_was_on_record_before_gets_its_keys(database: Database) -> None:
    text, other = laid(database, body=TEXT), laid(database, body=TEXT)
    with database.writing() as session:
        for row in session.exec(select(PartKeyRow).where(col(PartKeyRow.key) > 0)):
            session.delete(row)
        session.flush()
        alike_index.fill(session.connection())
    assert alike_to(database, text) == {other}
