"""Periods as the two bureaus have them, lifelike and made up: with targets and fees, with levels and reads."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from pipeline.report.period_view import (
    AdoptionLine,
    CallLine,
    CorrectionLine,
    DutyRow,
    EntryLine,
    FeeRow,
    FigureLine,
    NamedLine,
    PeriodReport,
    StandingLine,
    Totals,
)

STATION, SECTION, SUBORDINATE = "镇（街道）退役军人服务站", "局机关科室", "下属（事业）单位"


def _stations(names):
    return [f"{name}退役军人服务站" for name in names.split()]


def _call(call, unit, person, due, required, *, done, answered=None):
    return CallLine(
        call=call, unit=unit, person=person, due=due, required=required, done=done, answered=answered,
        met=done >= required, clause="三（二）1",
    )  # fmt: skip


def _correction(unit, subject, title, points, reason):
    return CorrectionLine(
        unit=unit, subject=subject, title=title, period="2020-04", points=Decimal(points), reason=reason
    )


_YUHUA = {
    STATION: _stations(
        "跳马镇 雨花亭街道 高桥街道 左家塘街道 侯家塘街道 砂子塘街道 东塘街道 圭塘街道 "
        "井湾子街道 黎托街道 洞井街道 东山街道 同升街道 "
    ),
    SECTION: ["办公室", "双拥优抚科", "移交安置科"],
    SUBORDINATE: ["雨花区退役军人服务中心"],
}
_JINJIANG = {
    STATION: _stations(
        "青阳街道 梅岭街道 西园街道 罗山街道 灵源街道 新塘街道 陈埭镇 池店镇 "
        "安海镇 磁灶镇 内坑镇 紫帽镇 东石镇 永和镇 英林镇 金井镇 "
        "龙湖镇 深沪镇 西滨镇 "
    ),
    SECTION: ["局办公室", "思想政治和权益维护科", "移交安置和就业创业科", "拥军优抚科"],
    SUBORDINATE: ["晋江市退役军人服务中心"],
}
_DUE = date(2020, 5, 12)
_CALL = "退役军人就业创业典型"
_APRIL = Totals(received=38, accepted=35, adopted=21, points=Decimal("64.5"))
_TARGETS = {"办公室": 15, "双拥优抚科": 10, "移交安置科": 10, "雨花区退役军人服务中心": 12}
TITLES = (
    "走访慰问老兵送温暖",
    "“八一”前夕开展退役军人专场招聘会，二十八家企业提供岗位三百余个",
    "联合人社、工会等部门举办退役军人就业创业政策宣讲暨“送岗位、送政策、送服务”进军营系列活动圆满落幕",
    "老党员张志强：退役不褪色，四十年如一日守护烈士陵园",
    "清明祭英烈",
    "开展《退役军人保障法》普法宣传",
)
_YUHUA_OUTLETS = (
    ("市局官网", "市级", "单独", 1),
    ("市局公众号", "市级", "转载", 1),
    ("省厅官网", "省级", "单独", 5),
    ("市委办公厅", "市级", "综合", 2),
    ("《中国退役军人》杂志", "国家级", "单独", 20),
)
_JINJIANG_OUTLETS = (
    ("市局公众号（单条）", "晋江市级", "单条", 3),
    ("市局公众号（简讯）", "晋江市级", "简讯", 1),
    ("泉州局官微", "泉州市级", "", 5),
    ("省厅官网", "省级", "", 10),
    ("新华网福建频道", "省级", "", 15),
    ("学习强国全国平台", "国家级", "", 20),
    ("晋江经济报", "晋江市级", "", 3),
)


def _whose(n, units):
    """Some units write often, most now and then, a few never."""
    return (0, 3, 7, 3, 11, 1, 3, 14, 9, 5, 16, 7, 2)[n % 13] % units


def _adoptions(units, outlets, count, first, days):
    """`count` uses spread over the units unevenly: the first ones of the list have the most."""
    made = []
    for n in range(count):
        outlet, level, mode, points = outlets[(n * n + n // 3) % len(outlets)]
        counted = n % 9 != 5
        made.append(
            AdoptionLine(
                number=f"SJ-{first.year}-{n + 1:05d}",
                title=TITLES[n % len(TITLES)] if n % 4 else f"{units[_whose(n, len(units))]}{TITLES[n % len(TITLES)]}",
                units=(units[_whose(n, len(units))],),
                outlet=outlet,
                level=level,
                mode=mode,
                date=first + timedelta(days=n % days),
                url=f"https://news.example.com/{first.year}/{n + 1}?from=list&id={n}" if n % 5 else "",
                points=Decimal(points) if counted else Decimal(0),
                counted=counted,
                clause="三（四）2",
                reason="按条计分" if counted else "同一内容已按更高的载体计分",
                remark="未经归口审批" if n % 17 == 3 else "",
            )
        )
    return tuple(made)


def _ranked(lines):
    """Places among all and within the group; equal points share one."""
    lines = sorted(lines, key=lambda line: -line.points)
    place = {p: 1 + sum(line.points > p for line in lines) for p in {line.points for line in lines}}
    return tuple(
        replace(
            line,
            rank=place[line.points],
            group_rank=1 + sum(o.points > line.points for o in lines if o.group == line.group),
            completion_rank=None
            if line.completion is None
            else 1 + sum((o.completion or 0) > line.completion for o in lines),
        )
        for line in lines
    )


def _standings(groups, adoptions, *, targets=False, months=5):
    lines = []
    for group, units in groups.items():
        for n, unit in enumerate(units):
            own = [a for a in adoptions if unit in a.units]
            points = sum((a.points for a in own), Decimal(0))
            levels: dict[str, Decimal] = {}
            for a in own:
                levels[a.level] = levels.get(a.level, Decimal(0)) + a.points
            year = points + (n % 4) * 2 if own or n % 3 else Decimal(0)
            target = Decimal(_TARGETS.get(unit, 5)) if targets else None
            lines.append(
                StandingLine(
                    unit=unit, group=group, rank=0, group_rank=0, previous_rank=(n * 3) % 17 + 1, points=points,
                    year_points=year, received=len(own) + n % 3, accepted=len(own) + (n % 3 > 1), adopted=len(own),
                    by_level=levels, target=target, completion=year / target if target else None,
                    duty_met=len(own) + n % 3 >= 3 if not targets else None,
                    history=(*(Decimal((n + m) % 4) for m in range(months - 1)), points),
                )
            )  # fmt: skip
    return _ranked(lines)


def _entries(adoptions, booked):
    return tuple(
        EntryLine(
            unit=a.units[0], subject=a.number, title=a.title, account="积分", rule="采用", clause=a.clause,
            points=a.points, date=a.date, booked=booked, counted=a.counted, reason=a.reason, kind="计分",
        )
        for a in adoptions
    )  # fmt: skip


def _totals(standings):
    return Totals(
        received=sum(s.received for s in standings),
        accepted=sum(s.accepted for s in standings),
        adopted=sum(s.adopted for s in standings),
        points=sum((s.points for s in standings), Decimal(0)),
    )


def _report(groups, adoptions, standings, **told):
    common = {
        "telephone": "0000-00000000", "issue": 5, "frozen": True, "groups": (STATION, SECTION, SUBORDINATE),
        "standings": standings, "totals": _totals(standings), "adoptions": adoptions,
        "entries": _entries(adoptions, told["period"]), "previous": _APRIL,
        "made_at": datetime(2022, 6, 1, 1, 5, tzinfo=UTC),
    }  # fmt: skip
    return PeriodReport(**(common | told))


def yuhua_month(count=23):
    """雨花 2020年5月: seventeen units with targets, a call not answered, a named unit, 补计."""
    units = [u for us in _YUHUA.values() for u in us]
    adoptions = _adoptions(units, _YUHUA_OUTLETS, count, date(2020, 5, 1), 31)
    standings = _standings(_YUHUA, adoptions, targets=True)
    return _report(
        _YUHUA, adoptions, standings,
        bureau="长沙市雨花区退役军人事务局", issuer="长沙市雨花区退役军人事务局办公室",
        addressees="各街道（镇）退役军人服务站，局属各科室，区退役军人服务中心", kind="monthly", period="2020-05",
        period_title="2020年5月", first=date(2020, 5, 1), last=date(2020, 5, 31), issue_year=2020,
        issued_on=date(2020, 6, 1), levels=("国家级", "省级", "市级"),
        calls=(
            _call(_CALL, "左家塘街道退役军人服务站", "张三", _DUE, 1, done=1, answered=date(2020, 5, 11)),
            _call(_CALL, "东塘街道退役军人服务站", "李四", _DUE, 2, done=1, answered=date(2020, 5, 15)),
            _call("疫情防控中的退役军人", "移交安置科", "", date(2020, 5, 20), 1, done=0),
        ),
        corrections=(
            _correction("高桥街道退役军人服务站", "YH-2020-00031", TITLES[3], "5", "省厅官网4月28日采用，5月10日补报"),
            _correction("办公室", "YH-2020-00017", TITLES[0], "-1", "更正载体"),
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
    units = [u for us in _JINJIANG.values() for u in us]
    adoptions = _adoptions(units, _JINJIANG_OUTLETS, count, date(2022, 5, 1), 31)
    standings = _standings(_JINJIANG, adoptions)
    duties = tuple(
        DutyRow(unit=s.unit, duty="每月报送信息", period="2022-05", required=Decimal(3), done=Decimal(s.accepted),
                met=s.accepted >= 3, clause="三（一）2")
        for s in standings
    )  # fmt: skip
    return _report(
        _JINJIANG, adoptions, tuple(replace(s, duty_met=s.accepted >= 3) for s in standings),
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
