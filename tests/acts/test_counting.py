"""Counting as a whole act: adoptions are reported by mail, points stand with their clause, what waits is told."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from acts.counted import CIZAO, FIRST, SECOND, begin_may, month, reported_on, row_of
from acts.office import JINJIANG, Office, mail, manuscript, photo, text_of

from pipeline.steps.counting.after import count_and_tell
from pipeline.steps.counting.explain import explain
from pipeline.steps.counting.gather import facts_of
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.daily import send_digest

OFFICE = "bangongshi@jinjiang.test"


@pytest.fixture
def may(office: Office) -> Office:
    return begin_may(office)


def test_two_reports_by_mail_bring_points_with_their_clause(may: Office) -> None:
    assert row_of(may, "2022-05").points == 0
    answer = reported_on(
        may,
        datetime(2022, 5, 30, 2, 0, tzinfo=UTC),
        [
            (FIRST, "泉州晚报", "", "2022年5月6日"),
            (SECOND, "市局公众号", "", "2022.5.7"),
            ("没有这篇稿件的题目", "泉州晚报", "", "5月8日"),
        ],
    )
    assert "JJ-2022-00001" in answer
    assert "市局公众号单条" in answer  # the account without 单条 or 简讯 waits, with what it may be
    first = row_of(may, "2022-05")
    assert (first.points, first.received, first.accepted, first.adopted) == (Decimal(8), 2, 2, 1)
    reported_on(may, datetime(2022, 5, 31, 2, 0, tzinfo=UTC), [(SECOND, "市局公众号简讯", "", "2022-05-07")])
    second = row_of(may, "2022-05")
    assert (second.points, second.adopted) == (Decimal(9), 2)
    told = explain(may.house, "JJ-2022-00001")
    assert told is not None
    [entry] = told.entries
    assert (entry["points"], entry["clause"], entry["counted"], entry["date"]) == ("8", "附件1", True, "2022-05-06")
    assert "泉州晚报" in entry["reason"]
    assert told.state == "adopted"


def test_a_report_told_twice_counts_once(may: Office) -> None:
    rows = [(FIRST, "泉州晚报", "", "2022年5月6日")]
    reported_on(may, datetime(2022, 5, 29, 2, 0, tzinfo=UTC), rows)
    answer = reported_on(may, datetime(2022, 5, 30, 2, 0, tzinfo=UTC), rows)
    assert "此前已经登记过" in answer
    assert row_of(may, "2022-05").points == 8
    count_and_tell(may.house, "jinjiang")
    assert row_of(may, "2022-05").points == 8


def test_a_unit_hears_of_its_adoption_once(may: Office) -> None:
    reported_on(may, datetime(2022, 5, 30, 2, 0, tzinfo=UTC), [(FIRST, "泉州晚报", "", "2022年5月6日")])
    may.poll("jinjiang")
    adopted = [m for m in may.mails(CIZAO) if "您的稿件被泉州晚报采用" in str(m["Subject"])]
    assert len(adopted) == 1
    assert "8" in text_of(adopted[0])
    assert "附件1" in text_of(adopted[0])


def test_a_day_that_contradicts_the_record_waits(may: Office) -> None:
    reported_on(may, datetime(2022, 5, 29, 2, 0, tzinfo=UTC), [(FIRST, "泉州晚报", "", "2022年5月6日")])
    answer = reported_on(may, datetime(2022, 5, 30, 2, 0, tzinfo=UTC), [(FIRST, "泉州晚报", "", "2022年5月9日")])
    assert "不一致" in answer
    assert row_of(may, "2022-05").points == 8


def test_what_waits_stands_in_the_days_list_with_the_command_that_settles_it(may: Office) -> None:
    rows = [(SECOND, "市局公众号", "", "2022.5.7"), ("没有这篇稿件的题目", "泉州晚报", "", "5月8日")]
    reported_on(may, datetime(2022, 5, 30, 2, 0, tzinfo=UTC), rows)
    assert send_digest(may.house, "jinjiang") == 1
    may.deliver("jinjiang")
    [to] = may.house.settings.bureaus["jinjiang"].bureau.office.digest_to
    told = text_of(may.mails(to)[-1])
    assert "baosong settle F1 --bureau jinjiang" in told
    assert "可能是" in told
    assert "没有这篇稿件的题目" in told


def test_a_summary_that_its_letter_calls_so_counts_for_the_quarters_duty(may: Office) -> None:
    title = "局办公室上半年新闻宣传工作情况"
    letter = mail(
        "2022年度+办公室+【新闻宣传·总结类】上半年工作", [manuscript(title), photo(7)], sender=OFFICE, to=JINJIANG
    )
    may.arrive(letter, to=JINJIANG)
    assert may.poll("jinjiang")["accepted"] == 1
    plan = plan_of(may.house, "jinjiang")
    with may.house.database.reading() as session:
        scored = plan.score(facts_of(session, "jinjiang"), month("2022Q2"))
    done = {(d.unit, d.duty): d.done for d in scored.duties}
    assert done["bangongshi", "JQ2-news"] == 1
    assert done["bangongshi", "JQ2-info"] == 0


def test_what_waited_for_an_outlet_stands_once_the_register_knows_it(may: Office, tmp_path: Path) -> None:
    folder = tmp_path / "jinjiang"
    jinjiang = may.house.settings.bureaus["jinjiang"]
    shutil.copytree(jinjiang.folder, folder)
    settings = replace(may.house.settings, bureaus={"jinjiang": replace(jinjiang, folder=folder)})
    may.house = replace(may.house, settings=settings)
    rows = [(FIRST, "磁灶融媒", "", "2022年5月6日"), (SECOND, "磁灶融媒", "", "2022年5月7日")]
    reported_on(may, datetime(2022, 5, 30, 2, 0, tzinfo=UTC), rows)
    assert row_of(may, "2022-05").points == 0
    count_and_tell(may.house, "jinjiang")
    assert row_of(may, "2022-05").points == 0
    outlets = folder / "outlets.yaml"
    told = outlets.read_text(encoding="utf-8")
    added = "outlets:\n  cizao_media: {name: 磁灶融媒, class: city_media, clause: 附件3}\n"
    outlets.write_text(told.replace("outlets:\n", added, 1), encoding="utf-8")
    count_and_tell(may.house, "jinjiang")
    assert row_of(may, "2022-05").points == 6
