"""Facts from the office's files: a preview first, then all at once; what is doubtful waits, what is wrong stops all."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from steps.counting.conftest import Bureau

from pipeline.domain.imported import ImportKind
from pipeline.steps.counting.fact_names import facts_listed
from pipeline.steps.counting.hands import Refused, count_after
from pipeline.steps.counting.imports import FileMistakes, ImportDone, ImportOrder, import_facts
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.store.tables import OutboxRow

TITLE = "磁灶镇走访慰问老兵"
USED = "信息稿件名称,采用刊物或新媒体,刊发日期\n"


def imported(bureau: Bureau, kind: ImportKind, text: str, *, apply: bool = True, **more: Any) -> ImportDone:
    file = Path(bureau.house.data) / "表.csv"
    file.write_text(text, encoding="utf-8")
    bureau.clock.forward(seconds=1)
    order = ImportOrder(bureau=bureau.id, kind=kind, file=file, apply=apply, by="李主任", **more)
    return import_facts(bureau.house, order)


def outcomes(done: ImportDone) -> list[str]:
    return [line.outcome for line in done.lines]


def test_a_preview_shows_what_would_come_and_keeps_nothing(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    table = USED + f"{TITLE},省厅官网,2022-05-09\n没有这篇,省厅官网,2022-05-09\n{TITLE},东南早报,2022-05-10\n"
    seen = imported(jinjiang, ImportKind.ADOPTIONS, table, apply=False)
    assert (seen.applied, outcomes(seen)) == (False, ["taken", "waits", "waits"])
    assert [line.number for line in seen.lines] == [number, None, number]
    assert "头版" in seen.lines[2].why
    assert facts_listed(jinjiang.house, "jinjiang") == ()
    assert jinjiang.on_record(number).state == "received"
    assert jinjiang.events("facts_imported") == []
    done = imported(jinjiang, ImportKind.ADOPTIONS, table)
    assert outcomes(done) == outcomes(seen)
    assert [line.why for line in done.lines] == [line.why for line in seen.lines]
    assert [line.fact for line in done.lines] == ["F1", "F2", "F3"]
    assert jinjiang.points() == "10"


def test_the_same_rows_again_are_known_in_whatever_file_and_order_they_stand(jinjiang: Bureau) -> None:
    jinjiang.piece()
    jinjiang.piece(title="磁灶镇慰问烈属")
    first, other = f"{TITLE},省厅官网,2022-05-09\n", "磁灶镇慰问烈属,省厅官网,2022-05-10\n"
    waiting = "没有这篇,省厅官网,2022-05-09\n"
    assert outcomes(imported(jinjiang, ImportKind.ADOPTIONS, USED + first + waiting)) == ["taken", "waits"]
    again = imported(jinjiang, ImportKind.ADOPTIONS, USED + other + waiting + first)
    assert outcomes(again) == ["taken", "waits", "known"]
    assert len(facts_listed(jinjiang.house, "jinjiang")) == 3
    assert jinjiang.points() == "20"


def test_a_use_that_contradicts_the_record_waits_with_its_reason(jinjiang: Bureau) -> None:
    jinjiang.adopt(jinjiang.piece())
    done = imported(jinjiang, ImportKind.ADOPTIONS, USED + f"{TITLE},省厅官网,2022-05-19\n")
    assert outcomes(done) == ["waits"]
    assert "不一致" in done.lines[0].why


def test_reads_are_dated_by_the_day_they_were_counted_and_by_what_is_on_record(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number, outlet="市局公众号", mode="item")
    head = "编号,信息稿件名称,公众号,阅读量,统计日期\n"
    done = imported(jinjiang, ImportKind.READS, head + f"{number},,市局公众号,5200,2022-05-16\n")
    assert outcomes(done) == ["taken"]
    assert jinjiang.points() == "13"
    late = imported(jinjiang, ImportKind.READS, head + f"{number},,市局公众号,12000,2022-05-17\n")
    assert outcomes(late) == ["taken"]
    assert jinjiang.points() == "13", "day 8 is too late"
    before = imported(jinjiang, ImportKind.READS, head + f"{number},,市局公众号,12000,2022-05-08\n")
    assert outcomes(before) == ["waits"]
    assert "早于刊发日期2022-05-09" in before.lines[0].why


def test_reads_of_a_piece_that_is_not_known_to_be_published_wait_unless_the_days_are_told(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    counted = f"编号,公众号,阅读量,统计日期\n{number},市局公众号,5200,2022-05-16\n"
    done = imported(jinjiang, ImportKind.READS, counted)
    assert outcomes(done) == ["waits"]
    assert "没有登记市局公众号采用" in done.lines[0].why
    differ = f"编号,公众号,阅读量,统计日期,天数\n{number},市局公众号,5200,2022-05-16,3\n"
    jinjiang.adopt(number, outlet="市局公众号", mode="item")
    assert "写的是刊发后3天" in imported(jinjiang, ImportKind.READS, differ).lines[0].why


def test_leaders_words_and_shared_activities_bring_their_points(jinjiang: Bureau) -> None:
    jinjiang.piece()
    words = f"信息稿件名称,批示机关,领导类别,批示日期\n{TITLE},市委市政府,主要领导,2022-05-20\n"
    assert outcomes(imported(jinjiang, ImportKind.INSTRUCTIONS, words)) == ["taken"]
    assert jinjiang.points() == "10"
    hosted = "活动名称,主办单位,承办单位,日期\n老兵宣讲,省厅,磁灶、安海,2022-05-21\n"
    done = imported(jinjiang, ImportKind.ACTIVITIES, hosted)
    assert (outcomes(done), done.lines[0].number) == (["taken"], None)
    assert (jinjiang.points(), jinjiang.points("anhai")) == ("35", "25")
    jinjiang.clock.forward(days=365)
    next_year = hosted.replace("2022-05-21", "2023-05-21")
    assert outcomes(imported(jinjiang, ImportKind.ACTIVITIES, next_year)) == ["taken"]
    assert (jinjiang.points(), jinjiang.points(period="2023-05")) == ("35", "25")


def test_a_file_with_mistakes_is_told_whole_and_nothing_is_taken(jinjiang: Bureau) -> None:
    jinjiang.piece()
    table = USED + f"{TITLE},省厅官网,2022-05-09\n{TITLE},省厅简报,2022-13-09\n,部官网,2099-01-01\n"
    with pytest.raises(FileMistakes) as wrong:
        imported(jinjiang, ImportKind.ADOPTIONS, table)
    assert len(wrong.value.mistakes) >= 2
    assert {m.place for m in wrong.value.mistakes} == {"第3行", "第4行"}
    assert facts_listed(jinjiang.house, "jinjiang") == ()


def test_units_hear_of_an_import_unless_it_is_an_archive(jinjiang: Bureau) -> None:
    for number, announce in ((1, False), (2, True)):
        jinjiang.piece(title=f"第{number}号稿件")
        imported(jinjiang, ImportKind.ADOPTIONS, USED + f"第{number}号稿件,省厅官网,2022-05-09\n", announce=announce)
        count_after(jinjiang.house, "jinjiang")
    with jinjiang.house.database.reading() as session:
        mails = session.exec(select(OutboxRow)).all()
    assert [(mail.kind, "第2号稿件" in mail.subject) for mail in mails] == [("adopted", True)]


def test_what_an_import_left_waiting_is_settled_by_number(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    head = "信息稿件名称,公众号,阅读量,天数\n"
    jinjiang.adopt(number, outlet="市局公众号", mode="item")
    done = imported(jinjiang, ImportKind.READS, head + "完全不同的题目,市局公众号,5200,7\n")
    assert (outcomes(done), done.lines[0].fact) == (["waits"], "F2")
    jinjiang.clock.forward(seconds=1)
    order = SettleOrder(bureau="jinjiang", name="F2", number=number, reason="同一篇", by="李主任")
    assert settle_fact(jinjiang.house, order).outcome == "taken"
    assert jinjiang.points() == "13"


def test_a_bureau_without_a_plan_imports_no_facts(jinjiang: Bureau) -> None:
    (jinjiang.house.bureau("jinjiang").folder / "rulebook.yaml").unlink()
    with pytest.raises(Refused, match="没有计分办法"):
        imported(jinjiang, ImportKind.ADOPTIONS, USED)


def test_an_import_is_in_the_log_with_name_file_and_outcomes(jinjiang: Bureau) -> None:
    jinjiang.piece(day=date(2022, 5, 3))
    imported(jinjiang, ImportKind.ADOPTIONS, USED + f"{TITLE},省厅官网,2022-05-09\n")
    [event] = jinjiang.events("facts_imported")
    assert (event.by, event.detail["file"], event.detail["outcomes"]) == ("李主任", "表.csv", {"taken": 1})
