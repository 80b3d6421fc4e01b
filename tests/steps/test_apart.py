"""Letters of one piece find each other on record; whoever sends them gets the receipt."""

from dataclasses import replace
from pathlib import Path

import pytest
from acts.office import SECTION, STATION, SUBJECT, TITLE, form, mail, manuscript, photo, with_bureaus
from steps.table import FIRST, SECOND, Table

from pipeline.domain.bureau import Roster
from pipeline.ingest.readers import Readers
from pipeline.steps.join import JoinOrder, join
from pipeline.steps.show import show
from pipeline.store.tables import FindingRow, LetterRow, OutboxRow, PieceRow

FIRST_OF, SECOND_OF = SUBJECT + "（第1封 共2封）", SUBJECT + "（第2封 共2封）"


@pytest.fixture
def table(tmp_path: Path, readers: Readers) -> Table:
    """An empty one."""
    return Table.laid(tmp_path, readers)


def current(table: Table, number: str = FIRST) -> list[tuple[str, str, str]]:
    """The roles, letters and names of a piece's current parts."""
    shown = show(table.house, number)
    assert shown is not None
    return sorted((p["role"], p["letter"], p["name"]) for p in shown.parts if p["current"])


def findings(table: Table, code: str) -> list[str]:
    """What a check said, letter by letter."""
    return [row.message for row in table.rows(FindingRow) if row.code == code]


WHOLE = [
    ("form", "L2", "信息稿件审核表.docx"),
    ("manuscript", "L1", "稿件.docx"),
    ("picture", "L1", "一.jpg"),
    ("picture", "L2", "二.jpg"),
]


def test_two_letters_make_one_piece_and_all_their_pictures_count(table: Table) -> None:
    table.come(mail(FIRST_OF, [manuscript(), photo(1, name="一.jpg")]))
    assert findings(table, "series_part") == ["主题写明这是第1封，共2封，第2封还没有收到。"]
    table.come(mail(SECOND_OF, [form(), photo(2, name="二.jpg")]))
    assert (len(table.rows(PieceRow)), table.piece().state) == (1, "received")
    assert current(table) == WHOLE
    assert findings(table, "series_part")[-1] == f"第2封已与先到的并为一件，编号{FIRST}。"
    assert [row.piece_id for row in table.rows(OutboxRow)] == [table.piece().id] * 2


def test_reading_either_letter_again_keeps_both_letters_pictures(table: Table) -> None:
    table.come(mail(FIRST_OF, [manuscript(), photo(1, name="一.jpg")]))
    table.come(mail(SECOND_OF, [form(), photo(2, name="二.jpg")]))
    for letter in ("L1", "L2", "L1"):
        table.again(letter)
        assert current(table) == WHOLE
        assert table.piece().state == "received"
    assert len(findings(table, "series_part")) == 1  # the first is no longer told that the second is missing


def test_pictures_that_a_later_reply_brings_take_the_place_of_all(table: Table) -> None:
    table.come(mail(FIRST_OF, [manuscript(), photo(1, name="一.jpg")]))
    table.come(mail(SECOND_OF, [form(), photo(2, name="二.jpg")]))
    table.come(mail(f"【{FIRST}】换图片", [photo(3, name="三.jpg")]))
    for letter in ("L3", "L1", "L2"):
        assert [p for p in current(table) if p[0] == "picture"] == [("picture", "L3", "三.jpg")]
        table.again(letter)


def test_a_form_in_doubt_waits_and_the_office_joins_it(table: Table) -> None:
    table.come(mail(SUBJECT, [manuscript(), photo()]))
    table.come(mail("2020年度+左家塘+补审核表", [form(TITLE + "活动")]))
    assert [piece.state for piece in table.rows(PieceRow)] == ["returned", "held"]
    assert FIRST in findings(table, "may_belong")[0]
    done = join(table.house, JoinOrder(name=SECOND, to=FIRST, by="李主任", reason="是同一篇"), table.readers)
    assert done.letters == ("L2",)
    assert ("form", "L2", "信息稿件审核表.docx") in current(table)


def test_the_form_that_came_before_its_piece_completes_it(table: Table) -> None:
    table.come(mail("2020年度+左家塘+审核表", [form()]))
    table.come(mail(SUBJECT, [manuscript(), photo()]))
    assert [piece.state for piece in table.rows(PieceRow)] == ["received"]


def test_who_may_send_for_another_gets_the_receipt_and_the_subject_says_whose_piece_it_is(table: Table) -> None:
    bureau = table.house.settings.bureaus["yuhua"].bureau
    entitled = tuple(
        replace(u, may_send_for=("zuojiatang",)) if SECTION in u.addresses else u for u in bureau.roster.units
    )
    table.house = replace(table.house, settings=with_bureaus(table.house.settings, roster=Roster(entitled)))
    table.come(mail(SUBJECT, [manuscript(), form(), photo()], sender=SECTION))
    assert (table.piece().unit, table.piece().state) == ("zuojiatang", "received")
    assert [row.to for row in table.rows(OutboxRow)] == [SECTION]


def test_who_may_not_is_for_a_person(table: Table) -> None:
    table.come(mail(SUBJECT, [manuscript(), form(), photo()], sender=SECTION))
    assert (table.piece().state, table.piece().unit) == ("held", None)
    assert [row.to for row in table.rows(OutboxRow)] == [SECTION]


def test_a_letter_passed_on_is_the_forwarders_with_the_parts_inside_it(table: Table) -> None:
    inner = mail("稿件", [manuscript(), form(), photo()], sender="wang@elsewhere.test")
    table.come(mail("转发：" + SUBJECT, [("稿件.eml", inner, "application/octet-stream")]))
    assert (table.piece().unit, table.piece().sender, table.piece().state) == ("zuojiatang", STATION, "received")
    assert table.piece().title == TITLE
    assert "wang@elsewhere.test" in findings(table, "forwarded_piece")[0]
    assert [row.to for row in table.rows(OutboxRow)] == [STATION]
    assert table.rows(LetterRow)[0].sender == STATION
