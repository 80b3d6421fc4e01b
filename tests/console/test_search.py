"""稿件: every piece is found by words and by where it stands, and goes into Excel as what it is."""

import pytest
from console.browsing import Browser, Desk, words_of
from console.letters_there import ACCEPTED, HELD, HOSTILE, OTHER, RETURNED, SEALED, SECRET
from report.workbook import Workbook
from store.rows import piece_row

from pipeline.console.look import export_pieces
from pipeline.console.look import search as look
from pipeline.console.look.marked import Bit, marked, snippet
from pipeline.console.people.rights import Role

ALL = [HOSTILE, SEALED, RETURNED, HELD, ACCEPTED]


@pytest.fixture
def browser(filled: Desk) -> Browser:
    """Someone who may only look."""
    return filled.someone(Role.VIEWER)


def found(browser: Browser, query: str = "") -> list[str]:
    """The numbers on the page, in their order."""
    text = browser.get(f"/yuhua/pieces{query}").text
    assert browser.page.status_code == 200
    said = words_of(text)
    return sorted((n for n in (*ALL, OTHER) if n in said), key=said.index)


def test_without_a_question_every_piece_of_the_bureau_is_there_the_newest_first(browser: Browser) -> None:
    assert found(browser) == ALL
    assert "5 件" in words_of(browser.page.text)


def test_words_and_places_part_one_piece_from_the_others(browser: Browser) -> None:
    assert found(browser, "?words=双拥") == [HELD]
    assert found(browser, "?words=第二稿的文字") == [RETURNED]
    assert found(browser, "?words=第一稿") == []
    assert found(browser, f"?words={ACCEPTED.lower()}") == [ACCEPTED]
    assert found(browser, "?words=左家塘&state=returned") == [RETURNED]
    assert found(browser, "?state=sealed") == [SEALED]
    assert found(browser, "?unit=zuojiatang&month=2020-05") == ALL
    assert found(browser, "?month=2020-06") == []
    assert "没有符合的稿件" in browser.page.text


def test_the_found_words_are_marked_and_what_stands_around_them_is_shown(browser: Browser) -> None:
    page = browser.get("/yuhua/pieces?words=第二稿 修改").text
    assert "<mark>第二稿</mark>的文字，已经<mark>修改</mark>。" in page


def test_nothing_of_what_is_sealed_is_found_or_shown(browser: Browser) -> None:
    assert found(browser, f"?words={SECRET}") == []
    assert found(browser, "?words=换") == []
    assert SECRET not in browser.get("/yuhua/pieces.xlsx?state=sealed").content.decode("latin-1")
    cells = rows(browser, "?state=sealed")
    assert cells[2][0] == SEALED
    assert cells[2][3] is cells[2][4] is cells[2][6] is None


@pytest.mark.parametrize("query", ["?month=五月", "?month=2020-13", "?month=%00"])
def test_a_month_that_is_none_is_told_with_what_to_write(browser: Browser, query: str) -> None:
    for path in (f"/yuhua/pieces{query}", f"/yuhua/pieces.xlsx{query}"):
        assert browser.get(path).status_code == 422
        assert "2020-05" in browser.page.text


def test_what_names_nothing_is_left_open(browser: Browser) -> None:
    assert found(browser, "?unit=nowhere&state=lost&genre=x&page=99999999&words=%20%20") == ALL
    assert found(browser, "?page=-1&words=。，") == ALL


def workbook(browser: Browser, query: str = "") -> Workbook:
    """The exported workbook; no cell of it is a formula."""
    answer = browser.get(f"/yuhua/pieces.xlsx{query}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    book = Workbook(answer.content)
    assert not any(cell.formula for cell in book.cells("稿件").values())
    return book


def rows(browser: Browser, query: str = "") -> list[list[str | None]]:
    """The rows of the exported sheet, title and headings first."""
    return workbook(browser, query).rows("稿件")


def test_the_workbook_holds_what_is_found_with_real_days_and_numbers(browser: Browser) -> None:
    cells = workbook(browser, "?words=双拥").cells("稿件")
    headings = {cell.value: place[0] for place, cell in cells.items() if place.endswith("2")}
    line = {heading: cells[f"{column}3"] for heading, column in headings.items()}
    assert cells["A1"].value == "稿件（1 件）"
    assert [line[name].value for name in ("编号", "状态", "关键词")] == [HELD, "待人工核对", "双拥共建"]
    assert (line["来信日期"].kind, line["字数"].kind) == ("n", "n")
    assert float(line["来信日期"].value or 0) == 43958  # 2020-05-07, as Excel counts days


def test_a_title_that_looks_like_a_formula_stays_a_text(filled: Desk, browser: Browser) -> None:
    with filled.house.database.writing() as session:
        piece_row(session, number="YH-2020-00077", title="=HYPERLINK(1)", keyword="@SUM(1)")
    assert rows(browser, "?words=00077")[2][3:5] == ["=HYPERLINK(1)", "@SUM(1)"]


def test_more_than_can_be_listed_is_told_on_the_page_and_in_the_workbook(
    filled: Desk, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "MOST", 3)
    monkeypatch.setattr(export_pieces, "ROWS", 3)
    monkeypatch.setattr(look, "PAGE", 2)
    assert found(browser) == ALL[:2]
    assert "多于" in browser.page.text
    assert found(browser, "?page=2") == ALL[2:3]
    cells = rows(browser)
    assert "多于 3 件" in str(cells[0][0])
    assert [line[0] for line in cells[2:]] == ALL[:3]


def test_a_snippet_is_cut_around_the_first_word_and_keeps_the_letters_as_they_were() -> None:
    text = "前" * 60 + "Ａbc慰问" + "后" * 200
    bits = snippet(text, ["abc", "慰问"])
    assert [bit.text for bit in bits if bit.found] == ["Ａbc", "慰问"]
    assert bits[0] == Bit(text="…" + "前" * 18, found=False)
    assert bits[-1].text.endswith("…")
    assert snippet(text, ["没有"]) == ()
    assert marked("无", []) == (Bit(text="无", found=False),)
