"""A letter with several manuscripts on its piece's page: the proposal, what is typed, two tabs, rights."""

import re

import pytest
from acts.office import form, mail, manuscript, photo
from console.browsing import Browser, Desk, forms_in, words_of
from console.letters_there import ACCEPTED
from sqlmodel import select

from pipeline.console.people.rights import Role
from pipeline.ingest.readers import Readers
from pipeline.steps.files import LetterFile
from pipeline.steps.import_letters import import_letters
from pipeline.store.tables import AuditRow, LetterRow, PieceRow

LAW, FORUM = "左家塘街道开展普法宣传", "左家塘街道双拥座谈会召开<b>"
Form = dict[str, str | list[str]]


@pytest.fixture
def number(filled: Desk, no_readers: Readers) -> str:
    """The number of a held letter with two manuscripts."""
    parts = [
        manuscript(LAW, ["开展普法宣传，发放读本。" * 15], name="普法宣传.docx"),
        form(LAW),
        manuscript(FORUM, ["召开座谈会，共商双拥。" * 15], name="双拥座谈会.docx"),
        form(FORUM),
        photo(5, name="双拥座谈会现场.jpg"),
        photo(6, name="普法宣传现场.jpg"),
    ]
    file = LetterFile(name="several", raw=mail("2020年度+左家塘+五月信息", parts))
    import_letters(filled.house, "yuhua", [file], no_readers, receipts=True)
    with filled.house.database.reading() as session:
        return session.exec(select(PieceRow).order_by(PieceRow.id.desc())).first().number  # type: ignore[union-attr]


def form_on(browser: Browser, number: str) -> Form:
    page = browser.get(f"/yuhua/pieces/{number}").text
    return next(form for form in forms_in(page) if form.path.endswith("/split")).fields | chosen(page)


def chosen(page: str) -> Form:
    """What stands selected in the form."""
    lots = re.findall(r'<select name="(part_\d+)">(.*?)</select>', page, re.DOTALL)
    return {name: re.findall(r'value="(\d+)" selected', options)[0] for name, options in lots}


def states(desk: Desk) -> list[tuple[str | None, str]]:
    with desk.house.database.reading() as session:
        return [(row.title, row.state) for row in session.exec(select(PieceRow).order_by(PieceRow.id.desc()).limit(2))]


def test_what_is_proposed_is_confirmed_and_each_new_piece_has_its_page(filled: Desk, number: str) -> None:
    browser = filled.someone()
    typed = form_on(browser, number)
    groups = [value for key, value in typed.items() if key.startswith("part_")]
    assert sorted(groups) == ["1"] * 3 + ["2"] * 3
    assert browser.send(f"/yuhua/pieces/{number}/split", typed).status_code == 303
    page = browser.follow().text
    assert "分开登记。来信分出了" in words_of(page)
    assert "分成几件" not in page
    new = f"YH-2020-{int(number[-5:]) + 1:05d}"
    assert f'href="/yuhua/pieces/{new}"' in page
    other = browser.get(f"/yuhua/pieces/{new}").text
    assert "，由 L" in " ".join(words_of(other).split())
    assert f'href="/yuhua/pieces/{number}"' in other
    assert "普法宣传现场.jpg" not in other
    assert "双拥座谈会现场.jpg" in other
    assert "<b>" not in words_of(other) or "&lt;b&gt;" in other
    assert states(filled) == [(FORUM, "received"), (LAW, "received")]
    with filled.house.database.reading() as session:
        [line] = session.exec(select(AuditRow).where(AuditRow.what == "split"))
    assert line.after["new"] == [new]
    assert new in words_of(filled.someone(Role.ADMIN, login="guan").get("/yuhua/log").text)
    assert browser.get(f"/yuhua/pieces/{new}/publishing.zip").status_code == 200


def test_what_does_not_fit_stays_in_the_form_and_a_second_tab_is_a_conflict(filled: Desk, number: str) -> None:
    browser = filled.someone()
    typed = form_on(browser, number)
    path = f"/yuhua/pieces/{number}/split"
    alone: Form = {key: "1" if key.startswith("part_") else value for key, value in typed.items()}
    picture = max(key for key in typed if key.startswith("part_"))
    assert browser.send(path, alone | {"reason": "我写的理由"}).status_code == 422
    assert "请至少把一篇文稿选到另一件" in words_of(browser.page.text)
    kept = next(form for form in forms_in(browser.page.text) if form.path == path).fields
    assert kept["reason"] == "我写的理由"
    assert set(chosen(browser.page.text).values()) == {"1"}
    for wrong in (
        alone | {picture: "2"},
        typed | {picture: "二"},
        typed | {"part_99999": "2"},
        typed | {"reason": " "},
    ):
        assert browser.send(path, wrong).status_code == 422
    with filled.house.database.reading() as session:
        letters = len(session.exec(select(LetterRow)).all())
    assert browser.send(path, typed).status_code == 303
    assert browser.send(path, typed | {"reason": "又一次"}).status_code == 409
    assert "又一次" in browser.page.text
    with filled.house.database.reading() as session:
        assert len(session.exec(select(LetterRow)).all()) == letters + 1


def test_a_viewer_is_not_offered_it_nor_anybody_on_a_piece_of_one_manuscript(filled: Desk, number: str) -> None:
    assert "分成几件" not in filled.someone(Role.VIEWER).get(f"/yuhua/pieces/{number}").text
    assert "分成几件" not in filled.someone(login="banli").get(f"/yuhua/pieces/{ACCEPTED}").text
