"""Periods as the two bureaus have them, lifelike and made up: with targets and fees, with levels and reads."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from report.sample_units import (
    CALL,
    DUE,
    JINJIANG,
    JINJIANG_OUTLETS,
    TITLES,
    YUHUA,
    YUHUA_OUTLETS,
    adoptions_of,
    call_of,
    correction_of,
    report_of,
    standings_of,
)

from pipeline.report.period_view import DutyRow, FeeRow, FigureLine, NamedLine


def yuhua_month(count=23):
    """雨花 2020年5月: seventeen units with targets, a call not answered, a named unit, 补计."""
    units = [u for us in YUHUA.values() for u in us]
    adoptions = adoptions_of(units, YUHUA_OUTLETS, count, date(2020, 5, 1), 31)
    standings = standings_of(YUHUA, adoptions, targets=True)
    return report_of(
        YUHUA, adoptions, standings,
        bureau="长沙市雨花区退役军人事务局", issuer="长沙市雨花区退役军人事务局办公室",
        addressees="各街道（镇）退役军人服务站，局属各科室，区退役军人服务中心", kind="monthly", period="2020-05",
        period_title="2020年5月", first=date(2020, 5, 1), last=date(2020, 5, 31), issue_year=2020,
        issued_on=date(2020, 6, 1), levels=("国家级", "省级", "市级"),
        calls=(
            call_of(CALL, "左家塘街道退役军人服务站", "张三", DUE, 1, done=1, answered=date(2020, 5, 11)),
            call_of(CALL, "东塘街道退役军人服务站", "李四", DUE, 2, done=1, answered=date(2020, 5, 15)),
            call_of("疫情防控中的退役军人", "移交安置科", "", date(2020, 5, 20), 1, done=0),
        ),
        corrections=(
            correction_of("高桥街道退役军人服务站", "YH-2020-00031", TITLES[3], "5", "省厅官网4月28日采用，5月补报"),
            correction_of("办公室", "YH-2020-00017", TITLES[0], "-1", "更正载体"),
        ),
        named=(
            NamedLine(
                unit="同升街道退役军人服务站", person="王五", what="迟报", about="5月3日信访事项", clause="三（四）1"
            ),
        ),
        rulebook="雨花区信息宣传计分规则（2020年1月1日起）", fee_rate="每分50元", fee_clause="三（四）3",
        notes=("湖南日报、红网等未规定分值的载体按0分登记，待局办公室确定。",),
    )  # fmt: skip


def yuhua_quarter():
    """雨花 2020年第二季度: fees."""
    month = yuhua_month(60)
    rate = Decimal(50)
    fees = tuple(
        FeeRow(unit=s.unit, period="2020Q2", points=s.points, amount=s.points * rate)
        for s in month.standings
        if s.points
    )
    return replace(
        month, kind="quarterly", period="2020Q2", period_title="2020年第二季度", first=date(2020, 4, 1),
        last=date(2020, 6, 30), issue=6, issued_on=date(2020, 7, 1), fees=fees,
    )  # fmt: skip


def jinjiang_month(count=31):
    """晋江 2022年5月: levels, reads, duties, figures of the bureau's own goals."""
    units = [u for us in JINJIANG.values() for u in us]
    adoptions = adoptions_of(units, JINJIANG_OUTLETS, count, date(2022, 5, 1), 31)
    standings = standings_of(JINJIANG, adoptions)
    duties = tuple(
        DutyRow(unit=s.unit, duty="每月报送信息", period="2022-05", required=Decimal(3), done=Decimal(s.accepted),
                met=s.accepted >= 3, clause="三（一）2")
        for s in standings
    )  # fmt: skip
    return report_of(
        JINJIANG, adoptions, tuple(replace(s, duty_met=s.accepted >= 3) for s in standings),
        bureau="晋江市退役军人事务局", issuer="晋江市退役军人事务局办公室",
        addressees="各镇（街道）退役军人服务站，机关各科室、下属各单位", kind="monthly", period="2022-05",
        period_title="2022年5月", first=date(2022, 5, 1), last=date(2022, 5, 31), issue_year=2022,
        issued_on=date(2022, 6, 1), levels=("国家级", "省级", "泉州市级", "晋江市级"), duties=duties,
        figures=(FigureLine(title="泉州系统信息宣传考评", value="第2名", goal="保三争一", clause="二（二）2"),
                 FigureLine(title="政府办信息任务", value="46%", goal="100%", clause="二（二）4")),
        rulebook="晋江市退役军人事务局信息宣传计分标准表（试行）（晋退役〔2022〕7号，2022年1月1日起）",
        notes=("今日头条、腾讯等不予认定的媒体不计分。", "2件采用情况待局办公室核对，未计入本期。"),
    )  # fmt: skip


def jinjiang_empty():
    """A preview of a month in which nothing was used anywhere, and nothing came before."""
    return replace(
        jinjiang_month(0), issue=None, frozen=False, previous=None, entries=(), figures=(), notes=(), duties=()
    )


def jinjiang_year():
    """晋江 2022年度: two hundred uses."""
    month = jinjiang_month(200)
    standings = tuple(
        replace(s, year_points=s.points, history=tuple(Decimal((n * m) % 7) for m in range(12)), previous_rank=None)
        for n, s in enumerate(month.standings)
    )
    duties = tuple(
        replace(d, period=f"2022-{m:02d}", done=Decimal((n + m) % 5), met=(n + m) % 5 >= 3)
        for m in range(1, 13)
        for n, d in enumerate(month.duties)
    )
    return replace(
        month, kind="yearly", duties=duties, period="2022", period_title="2022年",
        first=date(2022, 1, 1), last=date(2022, 12, 31),
        issue=13, issued_on=date(2023, 1, 10), issue_year=2022, standings=standings, previous=None,
    )  # fmt: skip


def yuhua_year():
    """雨花 2020年度: targets met and missed."""
    month = yuhua_month(140)
    return replace(
        month, kind="yearly", period="2020", period_title="2020年", first=date(2020, 1, 1), last=date(2020, 12, 31),
        issue=13, issued_on=date(2021, 1, 11), corrections=(), calls=(),
        standings=tuple(
            replace(s, year_points=s.points, completion=s.points / s.target, history=(s.points / 12,) * 12)
            for s in month.standings
        ),
    )  # fmt: skip


SAMPLES = {
    "yuhua_month": yuhua_month, "yuhua_quarter": yuhua_quarter, "jinjiang_month": jinjiang_month,
    "jinjiang_empty": jinjiang_empty, "jinjiang_year": jinjiang_year,
    "yuhua_year": yuhua_year,
}  # fmt: skip
