"""What is sealed is told on no page, in no list, no workbook and no frame, whoever looks."""

import io
from zipfile import ZipFile

from console.browsing import Desk
from console.facts_there import lay_use
from console.letters_there import ACCEPTED
from console.walking import walk
from sqlmodel import col, select

from pipeline.console.people.rights import Role
from pipeline.steps.counting.fact_names import facts_listed
from pipeline.store.tables import FactRow, FindingRow, LetterRow, OutboxRow, PartRow, PieceRow

WORD = "封存之词甲乙"


def _seal(desk: Desk) -> None:
    """A piece that was used and written about, sealed since; every text about it holds the word."""
    for outlet in ("市局官网", "无人知道的报"):
        lay_use(desk.house, outlet=outlet)
    with desk.house.database.writing() as session:
        piece = session.exec(select(PieceRow).where(PieceRow.number == ACCEPTED)).one()
        piece.state, piece.title, piece.keyword, piece.title_key = "sealed", WORD, WORD, WORD
        for letter in session.exec(select(LetterRow).where(LetterRow.piece_id == piece.id)):
            letter.disposition, letter.subject = "sealed", WORD
        letters = select(LetterRow.id).where(LetterRow.piece_id == piece.id)
        for finding in session.exec(select(FindingRow).where(col(FindingRow.letter_id).in_(letters))):
            finding.message = WORD
        for part in session.exec(select(PartRow).where(PartRow.piece_id == piece.id)):
            part.name = f"{WORD}.docx"
        for mail in session.exec(select(OutboxRow).where(OutboxRow.piece_id == piece.id)):
            mail.subject, mail.state, mail.advice = WORD, "person", "请核对地址"
        for fact in session.exec(select(FactRow).where(FactRow.subject == ACCEPTED)):
            fact.told = {**fact.told, "title": WORD}


def test_no_page_that_can_be_reached_tells_what_is_sealed(filled: Desk) -> None:
    _seal(filled)
    pages = list(walk(filled.someone(Role.ADMIN)))
    assert [path for path, text in pages if WORD in text] == []
    told = {path.partition("?")[0].rpartition("/")[2] for path, _ in pages}
    assert told >= {ACCEPTED, "outlets", "running", "adoptions", "pieces", "standings"}
    assert any(kind in path for path, _ in pages for kind in ("kind=fact", "kind=mail"))


def test_no_list_and_no_workbook_tells_what_is_sealed(filled: Desk) -> None:
    _seal(filled)
    browser = filled.someone(Role.ADMIN)
    book = ZipFile(io.BytesIO(browser.get("/yuhua/pieces.xlsx").content))
    assert not [name for name in book.namelist() if WORD.encode() in book.read(name)]
    assert "0 件" in browser.get(f"/yuhua/pieces?words={WORD}").text
    assert [line.title for line in facts_listed(filled.house, "yuhua")] == ["", ""]
    for tail in ("publishing.zip", "form2", "form3"):
        assert browser.get(f"/yuhua/pieces/{ACCEPTED}/{tail}").status_code == 404
