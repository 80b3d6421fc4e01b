"""The mail in which a unit hears of its month: rank, points, duties, chart."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from report.counting_rows import TITLE, duties, entries, entry, standing
from report.counting_samples import PNG
from report.told import told_in_both

from pipeline.report.counting import office_month, unit_month


def test_a_units_month_tells_rank_movement_points_duties_and_how_to_object(samples, desk) -> None:
    mail = unit_month(samples.unit_month(), desk)
    assert mail.subject == "2022年5月第2名（上升3位），9.5分，有任务未完成：左家塘街道退役军人服务站"
    told_in_both(
        mail,
        "比上一期上升3位",
        "在13个镇（街道）退役军人服务站中列第1名",
        "省厅官网（省级宣传载体）：计10分",
        "就高不重复计分",
        "还差1",
        "目标20分，已得14.5分（72.5%），还差5.5分",
        "2022年6月10日（周五）17:00前",
        "2022年5月信息宣传工作通报.docx",
    )
    assert f"· {TITLE}　+10分\n　5月12日　省厅官网" in mail.text
    assert "1月0分，2月2分，3月0分，4月3分，5月9.5分" in mail.text


@pytest.mark.parametrize(("previous", "word"), [(5, "上升3位"), (1, "下降1位"), (2, "名次未变"), (None, "")])
def test_a_movement_is_told_as_the_office_says_it(samples, desk, previous: int | None, word: str) -> None:
    subject = unit_month(samples.unit_month(standing=standing(previous_rank=previous)), desk).subject
    assert subject.startswith(f"2022年5月第2名（{word}），9.5分" if word else "2022年5月第2名，9.5分")


def test_what_did_not_count_stands_apart_with_its_reason(samples, desk) -> None:
    text = unit_month(samples.unit_month(), desk).text
    apart = text[text.index("【没有计分的和原因】") : text.index("【报送任务和目标】")]
    assert "红网：办法没有分值" in apart
    assert "计10分\n" not in apart


def test_a_reversal_of_an_earlier_month_says_what_it_is(samples, desk) -> None:
    text = unit_month(samples.unit_month(), desk).text
    assert "　冲销，补记以前月份的事项\n" in text
    assert text.count("补记以前月份的事项") == 1


def test_a_month_without_points_and_duties_is_still_a_whole_mail(samples, desk) -> None:
    quiet = standing(points=Decimal(0), corrections=Decimal(0), target=None, completion=None, history=())
    view = samples.unit_month(
        standing=quiet, entries=(), duties=(), attachments=(), chart_png=None, object_by=None, group_units=1
    )
    mail = unit_month(view, desk)
    told_in_both(mail, "没有得分", "没有计分的事项", "请直接回复本邮件")
    for absent in ("报送任务和目标", "本年各月得分", "随信附上", "没有计分的和原因", "cid:"):
        assert absent not in mail.text + mail.html


def test_a_duty_whose_period_is_not_over_is_not_missed(samples, desk) -> None:
    open_only = tuple(d for d in duties() if not d.over)
    mail = unit_month(samples.unit_month(duties=open_only), desk)
    assert "未完成" not in mail.subject
    assert "在办 每季度至少报送2篇总结类稿件：2022年第二季度" in mail.text


def test_what_came_late_for_a_call_is_told_apart_from_what_came_in_time(samples, desk) -> None:
    late = replace(duties()[1], late=Decimal(1), late_days=2)
    unit = unit_month(samples.unit_month(duties=(late,)), desk)
    told_in_both(unit, "应完成2，按时报送1，逾期报送1（逾期2天）")
    assert "还差" not in unit.text[: unit.text.index("年度目标")]
    assert "有任务未完成" in unit.subject
    office = office_month(samples.office_month("issued", short=(late,)), desk)
    told_in_both(office, "应完成2，按时报送1，逾期报送1（逾期2天）")
    assert "还差0" not in office.text


def test_a_duty_of_points_says_points(samples, desk) -> None:
    owed = replace(duties()[0], duty="年度目标任务分值", required=Decimal(5), done=Decimal(2), met=False, target=True)
    told_in_both(unit_month(samples.unit_month(duties=(owed,)), desk), "应完成5分，已完成2分，还差3分")


def test_a_target_that_a_duty_tells_is_not_told_twice(samples, desk) -> None:
    yearly = replace(duties()[0], duty="年度目标任务", period="2022年", required=Decimal(20), done=Decimal("14.5"))
    text = unit_month(samples.unit_month(duties=(yearly,)), desk).text
    assert text.count("已完成14.5") == 1
    assert "已得" not in text


def test_the_chart_stands_in_the_page_and_the_bulletin_beside_it(samples, desk) -> None:
    mail = unit_month(samples.unit_month(), desk)
    chart, bulletin = mail.attachments
    assert chart.content == PNG
    assert f'<img src="cid:{chart.content_id}"' in mail.html
    assert chart.content_id.endswith("@yuhua.test")
    assert bulletin.content_id is None
    assert "本年各月得分.png" not in mail.text


def test_months_are_named_from_the_first_of_the_plans_year_and_corrections_are_none(samples, desk) -> None:
    whole = standing(history=tuple(map(Decimal, range(1, 14))))
    december = unit_month(samples.unit_month(period="2022-12", standing=whole), desk).text
    assert "11月11分，12月12分。" in december
    elsewhere = standing(history=tuple(map(Decimal, range(1, 13))), year_begins=5)
    for period in ("2023-04", "2022"):
        assert "5月1分，6月2分" in unit_month(samples.unit_month(period=period, standing=elsewhere), desk).text
    assert "13月" not in december


def test_in_january_there_is_no_year_to_draw(samples, desk) -> None:
    mail = unit_month(samples.unit_month(standing=standing(history=(Decimal(3),))), desk)
    assert [file.content_id for file in mail.attachments] == [None]
    assert "<img" not in mail.html


def test_entries_come_by_day(samples, desk) -> None:
    late_first = (entry(title="后", date=date(2022, 5, 30)), entry(title="先", date=date(2022, 5, 2)))
    text = unit_month(samples.unit_month(entries=(*late_first, *entries()[3:])), desk).text
    assert text.index("· 先") < text.index("· 后")
