"""A later letter becomes part of the earlier piece."""

from acts.office import TITLE, form, mail, manuscript, photo
from steps.put_right.pieces import Desk
from steps.table import FIRST, SECOND, THIRD, why_not

from pipeline.domain.words import State
from pipeline.steps.join import JoinOrder, join
from pipeline.store.tables import LetterRow, OutboxRow, PartRow, PieceRow


def joins(table: Desk, name: str, to: str = FIRST, **told: object) -> object:
    table.clock.forward(hours=1)
    order = JoinOrder(**{"name": name, "to": to, "by": "李主任", "reason": "是前一件的补充"} | told)  # type: ignore[arg-type]
    return join(table.house, order, table.readers)


def roles(table: Desk, number: str = FIRST) -> list[tuple[str, int, bool]]:
    piece = table.piece(number)
    return sorted((r.role, r.letter_id, r.current) for r in table.rows(PartRow) if r.piece_id == piece.id)


def test_a_later_letter_becomes_part_of_the_earlier_piece_and_the_newest_of_each_kind_wins(table: Desk) -> None:
    text = manuscript("走访慰问（定稿）", ["六月一日，街道再次走访慰问老兵，一切安好。" * 12])
    table.come(mail("2020年度+左家塘+定稿", [text, form("走访慰问（定稿）"), photo(5)]))
    assert table.piece(THIRD).state == "received"
    done = joins(table, THIRD)
    assert (done.letters, done.state, done.waits) == (("L3",), "received", False)  # type: ignore[attr-defined]
    assert table.piece(THIRD).state == "discarded"
    assert table.piece().title == "走访慰问（定稿）"
    assert roles(table) == [
        ("form", 1, False), ("form", 3, True), ("manuscript", 1, False), ("manuscript", 3, True),
        ("picture", 1, False), ("picture", 3, True),
    ]  # fmt: skip
    assert roles(table, THIRD) == []
    for name in ("L3", "L1"):
        table.again(name)
    assert table.piece().title == "走访慰问（定稿）"
    assert [row.piece_id for row in table.rows(LetterRow)] == [1, 2, 1]
    assert len([row for row in table.rows(OutboxRow) if row.letter_id == 3]) == 1, "no second receipt"


def test_what_would_change_a_reviewed_piece_waits_for_a_person(table: Desk) -> None:
    with table.house.database.writing() as session:
        session.get_one(PieceRow, 1).state = State.REVIEWED.value
    done = joins(table, SECOND)
    assert done.waits  # type: ignore[attr-defined]
    assert (table.piece().state, table.piece().title) == ("reviewed", TITLE)
    assert {current for _, letter, current in roles(table) if letter == 2} == {False}


def test_what_came_from_an_unknown_address_is_joined_as_if_its_unit_had_sent_it(table: Desk) -> None:
    table.come(mail("关于走访慰问", [photo(7)], sender="newcomer@elsewhere.test", body="补一张照片。"))
    waiting = table.rows(LetterRow)[-1]
    assert (waiting.settled, waiting.piece_id) == (False, None)
    assert joins(table, "L3").letters == ("L3",)  # type: ignore[attr-defined]
    joined = table.rows(LetterRow)[-1]
    assert (joined.settled, joined.piece_id, joined.disposition) == (True, 1, "accepted")
    assert ("picture", 3, True) in roles(table)
    assert [row for row in table.rows(OutboxRow) if row.letter_id == 3] == [], "it gets no mail"


def test_what_was_used_of_the_later_one_counts_with_the_earlier(table: Desk) -> None:
    table.adopted(SECOND, "市局官网")
    joins(table, SECOND)
    assert table.piece().state == "adopted"
    assert table.points() == {"zuojiatang": "1"}


def test_an_earlier_letter_is_no_supplement_and_a_stale_page_joins_nothing(table: Desk) -> None:
    assert why_not(joins, table, FIRST, SECOND) == "join_earlier"
    assert why_not(joins, table, SECOND, FIRST, seen="old") == "changed_meanwhile"
    assert why_not(joins, table, SECOND, SECOND) == "same_piece"
    assert table.piece(SECOND).state == "received"
