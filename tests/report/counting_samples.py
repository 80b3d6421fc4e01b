"""Views of counting as the steps hand them over, lifelike and made up: a street station's May."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from report.counting_rows import TITLE, duties, entries, rows, standing, table, use

from pipeline.domain.bureau import Bureau, Unit
from pipeline.domain.outgoing import Attachment
from pipeline.report.counting_view import (
    AdoptedView,
    OfficeMonthView,
    PieceLine,
    ReadsWantedLine,
    ReadsWantedView,
    ReportReceiptView,
    StatusView,
    UnitMonthView,
    WithdrawView,
)

ARRIVED = datetime(2022, 5, 30, 1, 12, tzinfo=UTC)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
BULLETIN = Attachment(name="2022年5月信息宣传工作通报.docx", media_type=DOCX, content=b"bulletin")
TALLY = Attachment(name="2022年5月信息宣传统计表.xlsx", media_type="application/vnd.ms-excel", content=b"tally")


class Samples:
    """A view of every kind for a bureau and a unit of it; any field may be changed."""

    def __init__(self, bureau: Bureau, unit: Unit) -> None:
        self.bureau, self.unit = bureau, unit

    def report_receipt(self, **changes: Any) -> ReportReceiptView:
        view = ReportReceiptView(
            bureau=self.bureau,
            to="zjt@zuojiatang.test",
            unit=self.unit,
            arrived_at=ARRIVED,
            rows=rows(),
            occasion="report:1",
            in_reply_to="<m1@zuojiatang.test>",
            answer_by=date(2022, 6, 1),
        )
        return replace(view, **changes)

    def adopted(self, **changes: Any) -> AdoptedView:
        view = AdoptedView(
            bureau=self.bureau,
            to="zjt@zuojiatang.test",
            unit=self.unit,
            uses=(use(),),
            month_points=Decimal(10),
            year_points=Decimal("15.5"),
            month="2022年5月",
            occasion="adopted:YH-2022-00012:1",
            number="YH-2022-00012",
            in_reply_to="<yh-2022-00012.aabbccdd@yuhua.test>",
        )
        return replace(view, **changes)

    def unit_month(self, **changes: Any) -> UnitMonthView:
        view = UnitMonthView(
            bureau=self.bureau,
            to="zjt@zuojiatang.test",
            unit=self.unit,
            period="2022-05",
            period_title="2022年5月",
            standing=standing(),
            units=17,
            group_units=13,
            entries=entries(),
            duties=duties(),
            object_by=date(2022, 6, 10),
            occasion="month:yuhua:2022-05:zuojiatang",
            attachments=(BULLETIN,),
            chart_png=PNG,
        )
        return replace(view, **changes)

    def office_month(self, what: str = "to_approve", **changes: Any) -> OfficeMonthView:
        view = OfficeMonthView(
            bureau=self.bureau,
            to="office@yuhua.test",
            what=what,
            period="2022-05",
            period_title="2022年5月",
            standings=table(),
            waiting=("YH-2022-00009 市局公众号：没有注明单条还是简讯",),
            short=(duties()[1],),
            command="baosong close-month --bureau yuhua --period 2022-05 --approve --by 姓名",
            occasion=f"close:yuhua:2022-05:{what}",
            attachments=(BULLETIN, TALLY),
        )
        return replace(view, **changes)

    def status(self, what: str = "query", **changes: Any) -> StatusView:
        pieces = (
            PieceLine(
                number="YH-2022-00012",
                title=TITLE,
                arrived=date(2022, 5, 6),
                state="已采用",
                adopted_by=("省厅官网", "市局公众号"),
                points=Decimal(10),
            ),
            PieceLine(
                number="YH-2022-00020",
                title="开展普法宣传",
                arrived=date(2022, 5, 26),
                state="退回补正",
                adopted_by=(),
                points=Decimal(0),
            ),
        )
        view = StatusView(
            bureau=self.bureau,
            to="zjt@zuojiatang.test",
            unit=self.unit,
            what=what,
            year=2022,
            pieces=pieces,
            standing=standing(),
            entries=entries(),
            duties=duties(),
            occasion=f"status:{what}:1",
            in_reply_to="<m2@zuojiatang.test>",
        )
        return replace(view, **changes)

    def withdrawn(self, outcome: str = "withdrawn", **changes: Any) -> WithdrawView:
        view = WithdrawView(
            bureau=self.bureau,
            to="zjt@zuojiatang.test",
            unit=self.unit,
            number=None if outcome == "no_number" else "YH-2022-00020",
            title=None if outcome == "no_number" else "开展普法宣传",
            outcome=outcome,
            occasion=f"withdraw:{outcome}:1",
            in_reply_to="<m3@zuojiatang.test>",
        )
        return replace(view, **changes)

    def reads_wanted(self, **changes: Any) -> ReadsWantedView:
        line = ReadsWantedLine(
            number="JJ-2022-00031",
            title="“八一”前夕开展退役军人专场招聘会",
            unit="磁灶镇退役军人服务站",
            outlet="市局公众号",
            published=date(2022, 5, 6),
            url="https://mp.example.test/s/abc",
            day=date(2022, 5, 13),
        )
        view = ReadsWantedView(
            bureau=self.bureau,
            to="office@yuhua.test",
            day=date(2022, 5, 13),
            lines=(line, replace(line, number="JJ-2022-00033", title="清明祭英烈")),
            command="baosong register --bureau jinjiang reads --piece JJ-2022-00031 --count 阅读量 --by 姓名",
            occasion="reads:jinjiang:2022-05-13",
        )
        return replace(view, **changes)
