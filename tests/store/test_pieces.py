"""Pieces on record: found by number, content and title; the newest part of each kind is current."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session
from store.rows import NOON, letter_row, piece_row

from pipeline.domain.document import Manuscript, WordDocument
from pipeline.domain.finding import Finding
from pipeline.domain.letter import Part
from pipeline.domain.words import Follows, Severity, State
from pipeline.store import pieces
from pipeline.store.convert import finding, finding_row, part_row
from pipeline.store.database import Database
from pipeline.store.tables import DecisionRow, LetterRow, PieceRow


def a_part(name: str, body: str = "") -> Part:
    manuscript = Manuscript(title="题", body=body, byline="", chars=len(body))
    document = WordDocument(manuscript=manuscript) if body else None
    return Part(name=name, path=name, type="docx", size=3, sha256=name * 8, document=document)


def test_a_piece_is_found_by_its_number_in_any_case_and_in_its_bureau_only(database: Database) -> None:
    with database.writing() as session:
        row = piece_row(session, number="YH-2020-00012")
    with database.reading() as session:
        found = pieces.by_number(session, "yuhua", "yh-2020-00012")
        assert found is not None
        assert found.id == row.id
        assert pieces.by_number(session, "jinjiang", "YH-2020-00012") is None
        assert pieces.by_number(session, "yuhua", "YH-2020-00013") is None


def test_a_number_is_given_once(database: Database) -> None:
    def give(bureau: str) -> None:
        with database.writing() as session:
            piece_row(session, number="YH-2020-00012", bureau=bureau)

    give("yuhua")
    with pytest.raises(IntegrityError):
        give("jinjiang")


def test_the_same_content_is_found_unless_the_piece_is_gone(database: Database) -> None:
    with database.writing() as session:
        for state in State:
            piece_row(session, content_key=f"k{state}", title_key=f"题{state}", state=state.value)
    with database.reading() as session:
        contents = {s for s in State if pieces.same_content(session, "yuhua", "zuojiatang", f"k{s}") is None}
        titles = {s for s in State if pieces.same_title(session, "yuhua", "zuojiatang", f"题{s}", NOON) is None}
    assert contents == titles == {State.SEALED, State.DISCARDED, State.WITHDRAWN}


def test_of_several_with_the_same_content_the_newest_counts(database: Database) -> None:
    with database.writing() as session:
        piece_row(session, content_key="k")
        newest = piece_row(session, content_key="k")
        piece_row(session, content_key="k", state="discarded")
        piece_row(session, content_key="k", unit="gaoqiao")
        piece_row(session, content_key="k", bureau="jinjiang")
        piece_row(session, content_key="")
    with database.reading() as session:
        found = pieces.same_content(session, "yuhua", "zuojiatang", "k")
        assert found is not None
        assert found.id == newest.id
        assert pieces.same_content(session, "yuhua", "zuojiatang", "") is None
        assert pieces.same_content(session, "yuhua", "dongtang", "k") is None
        older = pieces.same_content(session, "yuhua", "zuojiatang", "k", but=newest.id)
    assert older is not None
    assert older.id != newest.id


def test_the_same_title_counts_from_a_moment_on(database: Database) -> None:
    with database.writing() as session:
        row = piece_row(session, title_key="走访慰问")
    with database.reading() as session:

        def found(minutes: int) -> PieceRow | None:
            since = NOON + timedelta(minutes=minutes)
            return pieces.same_title(session, "yuhua", "zuojiatang", "走访慰问", since)

        assert [getattr(found(m), "id", None) for m in (-1, 0, 1)] == [row.id, row.id, None]
        assert pieces.same_title(session, "yuhua", "zuojiatang", "走访", NOON) is None


def with_parts(session: Session) -> tuple[PieceRow, LetterRow]:
    piece, letter = piece_row(session, title="题", state="returned"), letter_row(session)
    for name, role in [("旧稿", "manuscript"), ("表", "form"), ("图", "picture")]:
        session.add(part_row(a_part(name, "旧文" if role == "manuscript" else ""), role, piece, letter))
    session.flush()
    return piece, letter


def test_a_new_part_puts_the_old_one_of_its_kind_into_the_history(database: Database) -> None:
    with database.writing() as session:
        piece, letter = with_parts(session)
        pieces.supersede(session, piece, {"manuscript"})
        session.add(part_row(a_part("新稿", "新文"), "manuscript", piece, letter))
    with database.reading() as session:
        assert [(p.name, p.current) for p in pieces.all_parts(session, piece)] == [
            ("旧稿", False), ("表", True), ("图", True), ("新稿", True),
        ]  # fmt: skip
        assert [p.name for p in pieces.current_parts(session, piece)] == ["表", "图", "新稿"]
        earlier = pieces.as_earlier(session, piece)
    assert (earlier.number, earlier.unit_id, earlier.state) == (piece.number, "zuojiatang", State.RETURNED)
    assert (earlier.title, earlier.body_text) == ("题", "新文")
    assert [p.name for p in earlier.parts] == ["表", "图", "新稿"]


def test_what_a_letter_brought_can_be_taken_out_again(database: Database) -> None:
    with database.writing() as session:
        piece, _ = with_parts(session)
        reply = letter_row(session)
        pieces.supersede(session, piece, {"manuscript"})
        session.add(part_row(a_part("新稿", "新文"), "manuscript", piece, reply))
        session.add(part_row(a_part("说明"), "other", piece, reply))
        session.flush()
        pieces.take_out(session, piece, reply)
    with database.reading() as session:
        assert [(p.name, p.current) for p in pieces.all_parts(session, piece)] == [
            ("旧稿", True), ("表", True), ("图", True),
        ]  # fmt: skip


def test_another_pieces_parts_stay_as_they_are(database: Database) -> None:
    with database.writing() as session:
        (mine, _), (other, _) = with_parts(session), with_parts(session)
        pieces.supersede(session, mine, {"form"})
    with database.reading() as session:
        assert [p.current for p in pieces.all_parts(session, other)] == [True, True, True]


def test_a_pieces_letters_come_in_the_order_they_arrived(database: Database) -> None:
    with database.writing() as session:
        piece = piece_row(session)
        late = letter_row(session, piece_id=piece.id, arrived_at=NOON + timedelta(days=1))
        early = letter_row(session, piece_id=piece.id)
        letter_row(session)
    with database.reading() as session:
        assert [r.id for r in pieces.letters_of(session, piece)] == [early.id, late.id]


def test_findings_and_decisions_stand_with_their_letter_as_they_were_told(database: Database) -> None:
    told = Finding(
        code="form_present", severity=Severity.FAULT, message="没有审核表", where="parts", remedy="请补报",
        follows=Follows.RETURN, clause="三（二）4",
    )  # fmt: skip
    with database.writing() as session:
        piece, letter = piece_row(session), letter_row(session)
        session.add(finding_row(told, letter, piece))
        session.add(finding_row(told, letter_row(session), None))
        decision = DecisionRow(
            letter_id=letter.id, piece_id=piece.id, verb="accept", reason="可以", decided_by="李主任", decided_at=NOON
        )
        session.add(decision)
    with database.reading() as session:
        assert [finding(row) for row in pieces.findings_of(session, letter)] == [told]
        assert [d.decided_by for d in pieces.decisions_of(session, letter)] == ["李主任"]


def test_a_part_or_finding_without_its_letter_is_refused() -> None:
    row = LetterRow(bureau="yuhua", sha256="a", size=1, arrived_at=NOON, kept_at=NOON, source="mailbox")
    piece = PieceRow(
        bureau="yuhua", number="YH-2020-00001", sender="", year=2020, state="held", disposition="held",
        arrived_at=NOON, updated_at=NOON,
    )  # fmt: skip
    with pytest.raises(ValueError, match="after its piece and letter"):
        part_row(a_part("稿"), "manuscript", piece, row)
    told = Finding(code="x", severity=Severity.INFO, message="", where="", remedy="", follows=Follows.NOTE)
    with pytest.raises(ValueError, match="after its letter"):
        finding_row(told, row, None)


def test_a_part_of_a_letter_that_is_not_there_is_refused_by_the_database(database: Database) -> None:
    def store(letter_id: int) -> None:
        with database.writing() as session:
            letter = LetterRow(**letter_row(session).model_dump(exclude={"id"}), id=letter_id)
            session.add(part_row(a_part("稿"), "manuscript", piece_row(session), letter))

    store(1)
    with pytest.raises(IntegrityError):
        store(9_999)
