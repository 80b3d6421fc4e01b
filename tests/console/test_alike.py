"""一件 shows the office what is nearly the same, with a link; nothing of what is sealed."""

from acts.office import TITLE
from console.browsing import Desk, words_of
from console.letters_there import ACCEPTED, HELD, RETURNED
from sqlmodel import select

from pipeline.console.people.rights import Role
from pipeline.store.tables import PieceRow


def test_a_near_piece_is_shown_with_its_number_unit_title_and_a_link(filled: Desk) -> None:
    browser = filled.someone(Role.VIEWER)
    page = browser.get(f"/yuhua/pieces/{HELD}").text
    words = words_of(page)
    for text in ("相近的稿件", "没有验证结果", "100%的文字相同", ACCEPTED, TITLE, "左家塘街道退役军人服务站，"):
        assert text in words, text
    assert f'href="/yuhua/pieces/{ACCEPTED}"' in page
    assert "相近的稿件" not in words_of(browser.get(f"/yuhua/pieces/{RETURNED}").text)


def test_a_near_piece_that_was_sealed_is_shown_no_more(filled: Desk) -> None:
    with filled.house.database.writing() as session:
        session.exec(select(PieceRow).where(PieceRow.number == ACCEPTED)).one().state = "sealed"
    page = filled.someone(Role.ADMIN).get(f"/yuhua/pieces/{HELD}").text
    assert "相近的稿件" not in page
