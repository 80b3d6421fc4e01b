"""Counting as a whole act: adoptions are reported by mail, points stand with their clause, a month is closed."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from acts.office import JINJIANG, Office, mail, manuscript, photo, text_of
from acts.reports import annex

from pipeline.score.period import Period, parse_period
from pipeline.steps.counting.after import count_and_tell
from pipeline.steps.counting.close_month import CannotClose, close_month
from pipeline.steps.counting.explain import explain
from pipeline.steps.counting.gather import facts_of
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.schedule import close_if_due
from pipeline.steps.counting.standings import Standing, standings
from pipeline.steps.daily import send_digest

CIZAO, ANHAI, OFFICE = "cizao@jinjiang.test", "anhai@jinjiang.test", "bangongshi@jinjiang.test"
FIRST, SECOND = "磁灶镇开展退役军人走访慰问活动", "磁灶镇举办退役军人专场招聘会"


def month(text: str) -> Period:
    found = parse_period(text)
    assert found is not None
    return found


def row_of(office: Office, period: str, unit: str, *, current: bool = False) -> Standing:
    found = standings(office.house, "jinjiang", month(period), current=current)
    return next(row for row in found.rows if row.unit == unit)


def piece(title: str, seed: int, sender: str = CIZAO) -> bytes:
    return mail(f"2022年度+磁灶+{title[3:]}", [manuscript(title), photo(seed)], sender=sender, to=JINJIANG)


def report(rows: list[tuple[str, str, str, str]], sender: str = CIZAO) -> bytes:
    return mail("2022年5月采用情况月报表", [annex(rows)], sender=sender, to=JINJIANG, body="月报表请查收。")


@pytest.fixture
def may(office: Office) -> Office:
    """Two pieces of 磁灶 came on 2 May 2022."""
    office.clock.now = datetime(2022, 5, 2, 2, 0, tzinfo=UTC)
    office.arrive(piece(FIRST, 1), to=JINJIANG)
    office.arrive(piece(SECOND, 2), to=JINJIANG)
    assert office.poll("jinjiang")["accepted"] == 2
    return office


def reported(office: Office, rows: list[tuple[str, str, str, str]], day: datetime, sender: str = CIZAO) -> str:
    """A report arrives and is answered; the answer's text."""
    office.clock.now = day
    before = len(office.mails(sender))
    office.arrive(report(rows, sender), to=JINJIANG)
    office.poll("jinjiang")
    answers = [m for m in office.mails(sender)[before:] if m["In-Reply-To"] and "登记" in text_of(m)]
    return text_of(answers[0])


def test_two_reports_by_mail_bring_points_with_their_clause(may: Office) -> None:
    assert row_of(may, "2022-05", "cizao").points == 0
    answer = reported(
        may,
        [
            (FIRST, "泉州晚报", "", "2022年5月6日"),
            (SECOND, "市局公众号", "", "2022.5.7"),
            ("没有这篇稿件的题目", "泉州晚报", "", "5月8日"),
        ],
        datetime(2022, 5, 30, 2, 0, tzinfo=UTC),
    )
    assert "JJ-2022-00001" in answer
    assert "市局公众号单条" in answer  # the account without 单条 or 简讯 waits, with what it may be
    first = row_of(may, "2022-05", "cizao")
    assert (first.points, first.received, first.accepted, first.adopted) == (Decimal(8), 2, 2, 1)
    reported(may, [(SECOND, "市局公众号简讯", "", "2022-05-07")], datetime(2022, 5, 31, 2, 0, tzinfo=UTC))
    second = row_of(may, "2022-05", "cizao")
    assert (second.points, second.adopted) == (Decimal(9), 2)
    told = explain(may.house, "JJ-2022-00001")
    assert told is not None
    [entry] = told.entries
    assert (entry["points"], entry["clause"], entry["counted"], entry["date"]) == ("8", "附件1", True, "2022-05-06")
    assert "泉州晚报" in entry["reason"]
    assert told.state == "adopted"


def test_a_report_told_twice_counts_once(may: Office) -> None:
    rows = [(FIRST, "泉州晚报", "", "2022年5月6日")]
    reported(may, rows, datetime(2022, 5, 29, 2, 0, tzinfo=UTC))
    answer = reported(may, rows, datetime(2022, 5, 30, 2, 0, tzinfo=UTC))
    assert "此前已经登记过" in answer
    assert row_of(may, "2022-05", "cizao").points == 8
    count_and_tell(may.house, "jinjiang")
    assert row_of(may, "2022-05", "cizao").points == 8


def test_a_unit_hears_of_its_adoption_once(may: Office) -> None:
    reported(may, [(FIRST, "泉州晚报", "", "2022年5月6日")], datetime(2022, 5, 30, 2, 0, tzinfo=UTC))
    may.poll("jinjiang")
    adopted = [m for m in may.mails(CIZAO) if "您的稿件被泉州晚报采用" in str(m["Subject"])]
    assert len(adopted) == 1
    assert "8" in text_of(adopted[0])
    assert "附件1" in text_of(adopted[0])


def test_a_day_that_contradicts_the_record_waits(may: Office) -> None:
    reported(may, [(FIRST, "泉州晚报", "", "2022年5月6日")], datetime(2022, 5, 29, 2, 0, tzinfo=UTC))
    answer = reported(may, [(FIRST, "泉州晚报", "", "2022年5月9日")], datetime(2022, 5, 30, 2, 0, tzinfo=UTC))
    assert "不一致" in answer
    assert row_of(may, "2022-05", "cizao").points == 8


def test_a_closed_month_stays_and_what_comes_later_is_a_correction(may: Office) -> None:
    reported(may, [(FIRST, "泉州晚报", "", "2022年5月6日")], datetime(2022, 5, 30, 2, 0, tzinfo=UTC))
    may.clock.now = datetime(2022, 6, 3, 2, 0, tzinfo=UTC)
    closed = close_month(may.house, "jinjiang", month("2022-05"), by="李主任")
    assert (closed.issue, closed.state, closed.again) == (1, "closed", False)
    reported(may, [(SECOND, "福建日报", "", "2022年5月20日")], datetime(2022, 6, 10, 2, 0, tzinfo=UTC))
    frozen = standings(may.house, "jinjiang", month("2022-05"))
    assert frozen.frozen
    assert row_of(may, "2022-05", "cizao").points == 8
    assert row_of(may, "2022-05", "cizao", current=True).points == 23
    june = row_of(may, "2022-06", "cizao")
    assert (june.points, june.corrections) == (Decimal(15), Decimal(15))
    assert row_of(may, "2022", "cizao").points == 23


def test_closing_twice_sends_nothing_twice(may: Office) -> None:
    reported(may, [(FIRST, "泉州晚报", "", "2022年5月6日")], datetime(2022, 5, 30, 2, 0, tzinfo=UTC))
    may.clock.now = datetime(2022, 6, 3, 2, 0, tzinfo=UTC)
    first = close_month(may.house, "jinjiang", month("2022-05"), by="李主任")
    may.deliver("jinjiang")
    [office_address] = may.house.settings.bureaus["jinjiang"].bureau.office.digest_to
    told = [len(may.mails(address)) for address in (CIZAO, ANHAI, office_address)]
    again = close_month(may.house, "jinjiang", month("2022-05"), by="李主任")
    may.deliver("jinjiang")
    assert again.again
    assert [len(may.mails(address)) for address in (CIZAO, ANHAI, office_address)] == told
    assert sorted(again.files) == sorted(first.files)
    assert {Path(file).suffix for file in first.files} >= {".docx", ".xlsx", ".png"}
    [own] = may.mails(ANHAI)
    names = [part.get_filename() or "" for part in own.iter_attachments()]
    assert any(name.endswith(".docx") for name in names)


def test_a_month_that_is_not_over_is_not_closed(may: Office) -> None:
    with pytest.raises(CannotClose, match="还没有过完"):
        close_month(may.house, "jinjiang", month("2022-05"))


def test_the_clock_closes_a_month_on_its_day_or_the_next_working_day(may: Office) -> None:
    may.clock.now = datetime(2022, 6, 3, 0, 59, tzinfo=UTC)  # Friday the 3rd is 端午
    assert close_if_due(may.house, "jinjiang") is None
    may.clock.now = datetime(2022, 6, 3, 2, 0, tzinfo=UTC)
    assert close_if_due(may.house, "jinjiang") is None
    may.clock.now = datetime(2022, 6, 6, 1, 0, tzinfo=UTC)
    closed = close_if_due(may.house, "jinjiang")
    assert closed is not None
    assert (closed.period, closed.state) == ("2022-05", "closed")
    assert close_if_due(may.house, "jinjiang") is None


def test_a_year_is_closed_with_its_supplement(may: Office) -> None:
    reported(may, [(FIRST, "泉州晚报", "", "2022年5月6日")], datetime(2022, 5, 30, 2, 0, tzinfo=UTC))
    may.clock.now = datetime(2023, 1, 9, 2, 0, tzinfo=UTC)
    with pytest.raises(CannotClose, match="2022-05"):
        close_month(may.house, "jinjiang", month("2022"))
    for name in ("2022-05", "2022-12"):
        close_month(may.house, "jinjiang", month(name))
    reported(may, [(SECOND, "福建日报", "", "2022年12月20日")], datetime(2023, 1, 10, 2, 0, tzinfo=UTC))
    assert row_of(may, "2022-12", "cizao").points == 0
    assert row_of(may, "2022", "cizao").points == 23
    year = close_month(may.house, "jinjiang", month("2022"))
    assert (year.period, year.issue) == ("2022", 3)
    assert date(2022, 12, 31) < may.clock.now.date()


def test_what_waits_stands_in_the_days_list_with_the_command_that_settles_it(may: Office) -> None:
    rows = [(SECOND, "市局公众号", "", "2022.5.7"), ("没有这篇稿件的题目", "泉州晚报", "", "5月8日")]
    reported(may, rows, datetime(2022, 5, 30, 2, 0, tzinfo=UTC))
    assert send_digest(may.house, "jinjiang") == 1
    may.deliver("jinjiang")
    [to] = may.house.settings.bureaus["jinjiang"].bureau.office.digest_to
    told = text_of(may.mails(to)[-1])
    assert "baosong settle F1 --bureau jinjiang" in told
    assert "可能是" in told
    assert "没有这篇稿件的题目" in told


def test_where_approval_is_wanted_the_month_is_prepared_and_issued_when_the_office_says_so(may: Office) -> None:
    jinjiang = may.house.settings.bureaus["jinjiang"]
    settings = replace(
        may.house.settings,
        bureaus={"jinjiang": replace(jinjiang, closing=replace(jinjiang.closing, approval=True))},
    )
    house = replace(may.house, settings=settings)
    may.clock.now = datetime(2022, 6, 6, 1, 0, tzinfo=UTC)
    prepared = close_if_due(house, "jinjiang")
    assert prepared is not None
    assert (prepared.state, prepared.issue) == ("prepared", 1)
    assert close_if_due(house, "jinjiang") is None
    may.deliver("jinjiang")
    assert not may.mails(ANHAI)
    [to] = jinjiang.bureau.office.digest_to
    assert "baosong close-month --bureau jinjiang --period 2022-05" in text_of(may.mails(to)[-1])
    send_digest(house, "jinjiang")
    may.deliver("jinjiang")
    assert "baosong close-month --bureau jinjiang --period 2022-05" in text_of(may.mails(to)[-1])
    assert not standings(house, "jinjiang", month("2022-05")).frozen
    issued = close_month(house, "jinjiang", month("2022-05"), by="李主任")
    assert (issued.state, issued.issue, issued.again) == ("closed", 1, False)
    assert not set(issued.files) & set(prepared.files)
    assert all(Path(file).exists() for file in issued.files)
    assert not any(Path(file).exists() for file in prepared.files)
    may.deliver("jinjiang")
    assert len(may.mails(ANHAI)) == 1


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
    reported(may, rows, datetime(2022, 5, 30, 2, 0, tzinfo=UTC))
    assert row_of(may, "2022-05", "cizao").points == 0
    count_and_tell(may.house, "jinjiang")
    assert row_of(may, "2022-05", "cizao").points == 0
    outlets = folder / "outlets.yaml"
    told = outlets.read_text(encoding="utf-8")
    added = "outlets:\n  cizao_media: {name: 磁灶融媒, class: city_media, clause: 附件3}\n"
    outlets.write_text(told.replace("outlets:\n", added, 1), encoding="utf-8")
    count_and_tell(may.house, "jinjiang")
    assert row_of(may, "2022-05", "cizao").points == 6
