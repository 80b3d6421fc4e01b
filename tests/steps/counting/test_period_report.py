"""What the documents of a period tell of the units: their duties over months, and what was corrected since."""

from datetime import date

from steps.counting.conftest import Bureau

from pipeline.report.period_view import PeriodReport
from pipeline.score.period import parse_period
from pipeline.steps.counting.close_month import close_month
from pipeline.steps.counting.corrected import differences
from pipeline.steps.counting.period_report import Issue, gather_report
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.report_out import documents_of
from pipeline.steps.counting.standings import standings
from pipeline.steps.process import open_desk


def report_of(bureau: Bureau, period: str) -> PeriodReport:
    house, span = bureau.house, parse_period(period)
    assert span is not None
    with house.database.reading() as session:
        pen = open_desk(house, bureau.id).pen(session)
        return gather_report(pen, plan_of(house, bureau.id), span, Issue(number=None, year=2022, frozen=False)).report


def test_a_month_that_was_missed_makes_the_quarters_duty_missed(jinjiang: Bureau) -> None:
    for n in range(3):
        jinjiang.piece(title=f"磁灶镇慰问第{n}村老兵")
    jinjiang.count()
    met = {
        period: {s.unit: s.duty_met for s in report_of(jinjiang, period).standings} for period in ("2022-05", "2022Q2")
    }
    assert met["2022-05"]["磁灶镇退役军人服务站"] is True
    assert met["2022Q2"]["磁灶镇退役军人服务站"] is False


def test_corrected_standings_say_what_was_issued_and_where_they_differ(jinjiang: Bureau) -> None:
    number, may = jinjiang.piece(), parse_period("2022-05")
    assert may is not None
    jinjiang.adopt(number)
    jinjiang.count()
    assert standings(jinjiang.house, jinjiang.id, may, current=True).issued == ()
    jinjiang.clock.forward(days=40)
    close_month(jinjiang.house, jinjiang.id, may, by="李主任")
    same = standings(jinjiang.house, jinjiang.id, may, current=True)
    assert len(same.issued) == len(same.rows)
    assert differences(same) == ()
    jinjiang.adopt(number, "人民网", date(2022, 5, 10))
    jinjiang.count()
    corrected = standings(jinjiang.house, jinjiang.id, may, current=True)
    (one,) = differences(corrected)
    assert one.issued is not None
    assert (one.unit, one.issued.points, one.now.points) == ("cizao", 10, 20)
    assert documents_of(jinjiang.house, jinjiang.id, may, current=True)[0].name.startswith("（更正后）")
    assert documents_of(jinjiang.house, jinjiang.id, may)[0].name.startswith("2022年5月")
