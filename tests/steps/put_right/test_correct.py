"""What the office puts right in a piece's fields stands when its letter is read again."""

import pytest
from acts.office import TITLE
from steps.put_right.pieces import Desk, plain
from steps.table import FIRST, why_not

from pipeline.steps.place import _sealed
from pipeline.steps.process import open_desk
from pipeline.steps.review import Order, decide
from pipeline.steps.show import show
from pipeline.store.tables import DecisionRow, LetterRow, OutboxRow, PieceRow


def test_what_is_put_right_stands_when_the_letter_is_read_again_and_the_number_stays(table: Desk) -> None:
    done = table.correct(year=2019, unit="东塘", keyword="走访", title="左家塘慰问", kind="info", summary=True)
    assert set(done.after) == {"year", "unit", "keyword", "title", "genre", "summary"}
    assert done.before["title"] == TITLE
    assert done.mailed_to is None
    table.again(FIRST)
    piece = table.piece()
    assert (piece.year, piece.unit, piece.keyword, piece.title) == (2019, "dongtang", "走访", "左家塘慰问")
    assert (piece.genre, piece.summary, piece.state, piece.number) == ("info", True, "received", FIRST)
    again = table.correct(kind="", keyword="")
    assert again.after == {"genre": None, "keyword": None}
    table.again(FIRST)
    assert (table.piece().genre, table.piece().keyword, table.piece().title) == (None, None, "左家塘慰问")


def test_a_correction_leaves_what_was_decided_before_as_it_is(table: Desk) -> None:
    decide(table.house, Order(name=FIRST, verb="discard", reason="不用", by="王"), table.readers)
    table.correct(title="另一个标题")
    table.again(FIRST)
    assert (table.piece().state, table.piece().title) == ("discarded", "另一个标题")


def test_points_follow_the_unit(table: Desk) -> None:
    table.adopted(FIRST, "市局官网")
    assert table.points() == {"zuojiatang": "1"}
    table.correct(unit="dongtang")
    assert table.points() == {"dongtang": "1"}
    assert table.piece().state == "adopted"


def test_the_unit_is_told_only_where_that_is_asked_for(table: Desk) -> None:
    before = len(table.rows(OutboxRow))
    table.correct(keyword="慰问老兵")
    assert len(table.rows(OutboxRow)) == before
    assert table.correct(keyword="走访", tell=True).mailed_to == "zuojiatang@yuhua.test"
    mail = table.rows(OutboxRow)[-1]
    assert mail.subject.startswith(f"【{FIRST}】登记内容已更正")
    assert "关键词由“慰问老兵”改为“走访”" in "".join(plain(mail.mime).split())


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ({"year": 202}, "bad_year"),
        ({"year": 2099}, "bad_year"),
        ({"unit": "没有的单位"}, "unknown_unit"),
        ({"kind": "poem"}, "unknown_kind"),
        ({"topic": "天气"}, "unknown_topic"),
        ({"title": " 。"}, "title_wanted"),
        ({"keyword": "走访慰问", "year": 2020}, "nothing_to_correct"),
        ({}, "nothing_to_correct"),
        ({"reason": " ", "year": 2019}, "reason_and_name"),
        ({"name": "YH-2020-00099", "year": 2019}, "unknown_name"),
        ({"seen": "old", "year": 2019}, "changed_meanwhile"),
    ],
)
def test_what_does_not_fit_changes_nothing(table: Desk, told: dict[str, object], cause: str) -> None:
    before = table.piece().model_dump()
    assert why_not(table.correct, **told) == cause
    assert table.piece().model_dump() == before
    assert table.rows(DecisionRow) == []


def test_a_piece_that_was_put_right_can_still_be_sealed_and_shows_no_word_of_it(table: Desk) -> None:
    table.correct(title="换防时间表", keyword="换防")
    with table.house.database.writing() as session:
        pen = open_desk(table.house, "yuhua").pen(session)
        _sealed(pen, session.get_one(PieceRow, 1), session.get_one(LetterRow, 1), decided=False)
    assert (table.piece().state, table.piece().title) == ("sealed", None)
    shown = show(table.house, FIRST)
    assert shown is not None
    assert "换防" not in repr((shown.piece, shown.history))
