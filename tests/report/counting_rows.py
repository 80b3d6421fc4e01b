"""Rows, uses, entries, standings and duties of a street station's May, lifelike and made up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.report.counting_view import ReportedLine
from pipeline.report.period_view import AdoptionLine, DutyRow, EntryLine, StandingLine

TITLE = "左家塘街道走访慰问老兵"
STATION = "左家塘街道退役军人服务站"


def reported(outcome: str, **changes: Any) -> ReportedLine:
    """A row of an adoption report with that outcome."""
    line = ReportedLine(
        place="《附件2.docx》第2行",
        title=TITLE,
        outlet="省厅官网",
        date=date(2022, 5, 12),
        outcome=outcome,
        number="YH-2022-00012",
        why="标题与本单位来稿一致。",
        points="10",
    )
    return replace(line, **changes)


def rows() -> tuple[ReportedLine, ...]:
    """A row of every outcome."""
    return (
        reported("taken"),
        reported(
            "known",
            place="《附件2.docx》第3行",
            title="老党员张志强四十年守护烈士陵园",
            number="YH-2022-00007",
            why="5月18日的采用情况表已经报过。",
            points=None,
        ),
        reported(
            "waits",
            place="《附件2.docx》第4行",
            title="退役军人专场招聘会",
            outlet="市局公众号",
            number=None,
            why="没有注明单条还是简讯；标题与 YH-2022-00009、YH-2022-00015 都相近。",
            points=None,
        ),
        reported(
            "refused",
            place="《附件2.docx》第5行",
            title="清明祭英烈",
            outlet="今日头条",
            date=date(2022, 6, 30),
            number=None,
            why="刊发日期2022年6月30日在收到本表之后。",
            points=None,
        ),
        reported(
            "sent_in",
            place="《附件2.docx》第6行",
            title="开展普法宣传",
            outlet="",
            date=None,
            number="YH-2022-00020",
            why="",
            points=None,
        ),
    )


def use(**changes: Any) -> AdoptionLine:
    """A use that counts."""
    line = AdoptionLine(
        number="YH-2022-00012",
        title=TITLE,
        units=(STATION,),
        outlet="省厅官网",
        level="省级",
        mode="单独",
        date=date(2022, 5, 12),
        url="https://st.example.test/2022/05/12/1.html",
        points=Decimal("10.00"),
        counted=True,
        clause="三（四）2",
        reason="省厅官网（省级宣传载体）：计10分",
    )
    return replace(line, **changes)


def entry(**changes: Any) -> EntryLine:
    """A line of the ledger that counts."""
    line = EntryLine(
        unit=STATION,
        subject="YH-2022-00012",
        title=TITLE,
        account="积分",
        rule="YN-province",
        clause="三（四）2",
        points=Decimal(10),
        date=date(2022, 5, 12),
        booked="2022年5月",
        counted=True,
        reason="省厅官网（省级宣传载体）：计10分",
        kind="计分",
    )
    return replace(line, **changes)


def entries() -> tuple[EntryLine, ...]:
    """What counts, what does not, a correction and an adjustment."""
    return (
        entry(),
        entry(
            subject="YH-2022-00004",
            title="老党员张志强四十年守护烈士陵园",
            date=date(2022, 4, 28),
            points=Decimal(-1),
            kind="冲销",
            reason="市局公众号（单条）改认定为简讯，冲销原计分",
        ),
        entry(
            subject="YH-2022-00009",
            title="退役军人专场招聘会",
            date=date(2022, 5, 20),
            points=Decimal("0.5"),
            reason="市局官网（转载服务性通知）：计0.5分",
        ),
        entry(
            date=date(2022, 5, 12),
            points=Decimal(1),
            counted=False,
            reason="市局公众号（单条）：1分；同日省厅官网计10分，就高不重复计分",
        ),
        entry(
            subject="YH-2022-00015",
            title="清明祭英烈",
            date=date(2022, 5, 25),
            points=Decimal(0),
            counted=False,
            reason="红网：办法没有分值，只作记录，不计分",
        ),
    )


def standing(**changes: Any) -> StandingLine:
    """The station's line of May."""
    line = StandingLine(
        unit=STATION,
        group="镇（街道）退役军人服务站",
        rank=2,
        group_rank=1,
        previous_rank=5,
        points=Decimal("9.5"),
        year_points=Decimal("14.5"),
        received=5,
        accepted=4,
        adopted=2,
        target=Decimal(20),
        completion=Decimal("0.725"),
        corrections=Decimal(-1),
        history=(Decimal(0), Decimal(2), Decimal(0), Decimal(3), Decimal("9.5")),
    )
    return replace(line, **changes)


def duties() -> tuple[DutyRow, ...]:
    """One duty met, one missed, one of a quarter that is not over."""
    return (
        DutyRow(
            unit=STATION,
            duty="每月至少报送3条信息",
            period="2022年5月",
            required=Decimal(3),
            done=Decimal(4),
            met=True,
            clause="三（一）2",
        ),
        DutyRow(
            unit=STATION,
            duty="约稿按时按量完成",
            period="2022年5月",
            required=Decimal(2),
            done=Decimal(1),
            met=False,
            clause="三（二）1",
            subject="八一专题约稿",
        ),
        DutyRow(
            unit=STATION,
            duty="每季度至少报送2篇总结类稿件",
            period="2022年第二季度",
            required=Decimal(2),
            done=Decimal(1),
            met=False,
            clause="三（一）2",
            over=False,
        ),
    )


def table() -> tuple[StandingLine, ...]:
    """The standings of a small bureau, equal points sharing a rank."""
    return (
        standing(
            unit="办公室", group="局机关科室", rank=1, previous_rank=1, points=Decimal(12), year_points=Decimal(31)
        ),
        standing(),
        standing(
            unit="雨花区退役军人服务中心",
            group="下属（事业）单位",
            rank=3,
            previous_rank=2,
            points=Decimal(5),
            year_points=Decimal("16.67"),
        ),
        standing(unit="跳马镇退役军人服务站", rank=4, previous_rank=None, points=Decimal(0), year_points=Decimal(0)),
        standing(unit="高桥街道退役军人服务站", rank=4, previous_rank=4, points=Decimal(0), year_points=Decimal(2)),
    )
