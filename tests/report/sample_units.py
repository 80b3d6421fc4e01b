"""Units, uses and standings of made-up periods."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from pipeline.report.period_view import (
    AdoptionLine,
    CallLine,
    CorrectionLine,
    EntryLine,
    PeriodReport,
    StandingLine,
    Totals,
)

STATION, SECTION, SUBORDINATE = "镇（街道）退役军人服务站", "局机关科室", "下属（事业）单位"


def _stations(names):
    return [f"{name}退役军人服务站" for name in names.split()]


def call_of(call, unit, person, due, required, *, done, answered=None):
    return CallLine(
        call=call, unit=unit, person=person, due=due, required=required, done=done, answered=answered,
        met=done >= required, clause="三（二）1",
    )  # fmt: skip


def correction_of(unit, subject, title, points, reason):
    return CorrectionLine(
        unit=unit, subject=subject, title=title, period="2020-04", points=Decimal(points), reason=reason
    )


YUHUA = {
    STATION: _stations(
        "跳马镇 雨花亭街道 高桥街道 左家塘街道 侯家塘街道 砂子塘街道 东塘街道 圭塘街道 "
        "井湾子街道 黎托街道 洞井街道 东山街道 同升街道 "
    ),
    SECTION: ["办公室", "双拥优抚科", "移交安置科"],
    SUBORDINATE: ["雨花区退役军人服务中心"],
}
JINJIANG = {
    STATION: _stations(
        "青阳街道 梅岭街道 西园街道 罗山街道 灵源街道 新塘街道 陈埭镇 池店镇 "
        "安海镇 磁灶镇 内坑镇 紫帽镇 东石镇 永和镇 英林镇 金井镇 "
        "龙湖镇 深沪镇 西滨镇 "
    ),
    SECTION: ["局办公室", "思想政治和权益维护科", "移交安置和就业创业科", "拥军优抚科"],
    SUBORDINATE: ["晋江市退役军人服务中心"],
}
DUE = date(2020, 5, 12)
CALL = "退役军人就业创业典型"
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
YUHUA_OUTLETS = (
    ("市局官网", "市级", "单独", 1),
    ("市局公众号", "市级", "转载", 1),
    ("省厅官网", "省级", "单独", 5),
    ("市委办公厅", "市级", "综合", 2),
    ("《中国退役军人》杂志", "国家级", "单独", 20),
)
JINJIANG_OUTLETS = (
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


def adoptions_of(units, outlets, count, first, days):
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


def standings_of(groups, adoptions, *, targets=False, months=5):
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


def report_of(groups, adoptions, standings, **told):
    common = {
        "telephone": "0000-00000000", "issue": 5, "frozen": True, "groups": (STATION, SECTION, SUBORDINATE),
        "standings": standings, "totals": _totals(standings), "adoptions": adoptions,
        "entries": _entries(adoptions, told["period"]), "previous": _APRIL,
        "made_at": datetime(2022, 6, 1, 1, 5, tzinfo=UTC),
    }  # fmt: skip
    return PeriodReport(**(common | told))
