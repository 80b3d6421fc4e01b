"""What the office puts right: fields of a piece, repeats, letters that belong to an earlier piece."""

from datetime import date
from pathlib import Path

import pytest
from acts.office import TITLE, form, mail, manuscript, photo
from sqlmodel import select
from steps.table import FIRST, SECOND, THIRD, Table, why_not

from pipeline.domain.facts import Adoption
from pipeline.domain.words import State
from pipeline.ingest.readers import Readers
from pipeline.score.period import parse_period
from pipeline.steps.correct import Corrected, CorrectOrder, correct
from pipeline.steps.counting.after import count_and_tell
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.standings import standings
from pipeline.steps.counting.take import Offered, Source, take
from pipeline.steps.join import JoinOrder, join
from pipeline.steps.place import _sealed
from pipeline.steps.process import open_desk
from pipeline.steps.repeat_of import RepeatOrder, mark_repeat
from pipeline.steps.review import Order, decide
from pipeline.steps.show import show
from pipeline.store.tables import DecisionRow, EventRow, FactRow, LetterRow, OutboxRow, PartRow, PieceRow

SECOND_TITLE = "左家塘街道双拥座谈会召开"


class Desk(Table):
    """A table with what the office does there."""

    def correct(self, number: str = FIRST, **told: object) -> Corrected:
        """The office puts something right."""
        self.clock.forward(hours=1)
        return correct(self.house, CorrectOrder(**{"name": number, "by": "李主任", "reason": "经核实"} | told))  # type: ignore[arg-type]

    def adopted(self, number: str, outlet: str, day: int = 9) -> FactRow:
        """An outlet has used the piece."""
        fact = Adoption(submission=number, outlet=outlet, date=date(2020, 5, day), mode="solo")
        with self.house.database.writing() as session:
            pen = open_desk(self.house, "yuhua").pen(session)
            offered = Offered(kind="adoption", name=f"{number}{outlet}{day}", place="", told={}, fact=fact)
            row = take(pen, plan_of(self.house, "yuhua"), offered, Source(kind="desk", by="李主任")).row
        count_and_tell(self.house, "yuhua")
        return row

    def points(self) -> dict[str, str]:
        """Unit → points of the year, where it has any."""
        told = standings(self.house, "yuhua", parse_period("2020"))
        return {row.unit: str(row.points) for row in told.rows if row.points}


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Desk:
    """Two pieces of one station, accepted, with everything that belongs to them: to be copied."""
    found = Desk.laid(tmp_path_factory.mktemp("laid"), readers)
    second = [manuscript(SECOND_TITLE, ["五月七日召开座谈会。" * 20]), form(SECOND_TITLE), photo(2)]
    found.come(mail(attached=[manuscript(), form(), photo()]), mail("2020年度+左家塘+双拥", second))
    found.clock.forward(days=5)
    found.house.database.close()
    return found


@pytest.fixture
def table(laid: Desk, tmp_path: Path) -> Desk:
    """A copy of it of the test's own."""
    return laid.copy(tmp_path)


# ── correct


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
    assert "关键词由“慰问老兵”改为“走访”" in "".join(_plain(mail.mime).split())


def _plain(mime: bytes) -> str:
    from email import message_from_bytes, policy

    body = message_from_bytes(mime, policy=policy.default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


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


# ── repeat


def repeats(table: Desk, number: str = SECOND, of: str = FIRST, **told: object) -> tuple[tuple[str, str], ...]:
    order = RepeatOrder(**{"name": number, "of": of, "by": "李主任", "reason": "同一次活动"} | told)  # type: ignore[arg-type]
    return mark_repeat(table.house, order).moved


def test_a_repeat_is_used_no_more_and_its_uses_count_with_the_other_never_twice(table: Desk) -> None:
    table.adopted(FIRST, "市局官网")
    same, other = table.adopted(SECOND, "市局官网"), table.adopted(SECOND, "省厅官网")
    assert repeats(table) == ((f"F{same.id}", "known"), (f"F{other.id}", "taken"))
    assert (table.piece(SECOND).state, table.piece().state) == ("discarded", "adopted")
    assert table.points() == {"zuojiatang": "5"}, "the highest of one piece, once"
    stand = [(row.subject, row.state) for row in table.rows(FactRow)]
    assert stand == [(FIRST, "standing"), (FIRST, "refused"), (FIRST, "standing")]
    table.again(SECOND)
    assert table.piece(SECOND).state == "discarded"
    assert {e.what for e in table.rows(EventRow)} >= {"piece_repeats", "piece_repeated", "fact_moved"}


def test_the_unit_of_a_repeat_is_told_which_piece_stays(table: Desk) -> None:
    repeats(table, tell=True)
    said = _plain(table.rows(OutboxRow)[-1].mime).splitlines()
    assert "说明：同一次活动" in said
    assert f"此前报送的：{FIRST} 《" in "".join(line for line in said if line.startswith("此前"))


def test_one_that_contradicts_what_is_on_record_waits_for_the_office(table: Desk) -> None:
    table.adopted(FIRST, "市局官网", 9)
    row = table.adopted(SECOND, "市局官网", 10)
    assert repeats(table) == ((f"F{row.id}", "waits"),)
    assert table.points() == {"zuojiatang": "1"}


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ({"of": SECOND}, "same_piece"),
        ({"of": ""}, "number_wanted"),
        ({"of": "YH-2020-00077"}, "unknown_name"),
        ({"seen": "old"}, "changed_meanwhile"),
        ({"by": ""}, "reason_and_name"),
    ],
)
def test_a_repeat_that_cannot_be_changes_nothing(table: Desk, told: dict[str, str], cause: str) -> None:
    assert why_not(repeats, table, **told) == cause
    assert table.piece(SECOND).state == "received"


def test_a_repeat_is_of_the_same_unit_in_use_and_not_out(table: Desk) -> None:
    table.correct(SECOND, unit="dongtang")
    assert why_not(repeats, table) == "other_units"
    table.correct(SECOND, unit="zuojiatang")
    with table.house.database.writing() as session:
        session.exec(select(PieceRow).where(PieceRow.number == SECOND)).one().state = State.RELEASED.value
    assert why_not(repeats, table) == "repeat_out"
    assert repeats(table, number=FIRST, of=SECOND) == ()


# ── join


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
