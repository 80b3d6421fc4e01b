"""One figure is the same wherever it is told: on the page, in the bulletin and its tally, in the mail, in yuan."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from steps.counting.conftest import Bureau
from steps.counting.test_announce import newest

from pipeline.domain.facts import Adoption
from pipeline.report.period_view import DutyRow, PeriodReport
from pipeline.score.period import Period
from pipeline.steps.counting.adjust import Adjustment, adjust
from pipeline.steps.counting.period_report import Issue, gather_report
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.reads_wanted import remind_of_reads
from pipeline.steps.counting.standing_table import Table, table_of
from pipeline.steps.counting.trying import try_fact

ZUOJIATANG = "左家塘街道退役军人服务站"


def span(bureau: Bureau, name: str) -> Period:
    found = plan_of(bureau.house, bureau.id).period(name)
    assert found is not None
    return found


def report(bureau: Bureau, name: str) -> PeriodReport:
    """What the documents of a period tell, counted anew."""
    bureau.count()
    issue = Issue(number=None, year=2022, frozen=False)
    with bureau.pen() as pen:
        return gather_report(pen, plan_of(bureau.house, bureau.id), span(bureau, name), issue).report


def page(bureau: Bureau, name: str) -> Table:
    """What the page of a period shows."""
    bureau.count()
    with bureau.pen() as pen:
        return table_of(pen, plan_of(bureau.house, bureau.id), span(bureau, name))


def written(config: Path, bureau: str, old: str, new: str) -> None:
    """A plan of another shape."""
    rulebook = config / "bureaus" / bureau / "rulebook.yaml"
    text = rulebook.read_text(encoding="utf-8")
    assert old in text
    rulebook.write_text(text.replace(old, new, 1), encoding="utf-8")


def target(rows: tuple[DutyRow, ...], unit: str = ZUOJIATANG) -> tuple[Decimal, bool]:
    return next((row.done, row.met) for row in rows if row.unit == unit and row.period == "2022年")


def by_hand(bureau: Bureau, unit: str, points: str, day: date) -> None:
    told = Adjustment(bureau=bureau.id, unit=unit, points=points, reason="局务会决定", by="李主任", day=day)
    adjust(bureau.house, told)


def test_points_of_the_years_supplement_are_paid_with_the_year(yuhua: Bureau) -> None:
    yuhua.clock.now = datetime(2023, 1, 9, 2, 0, tzinfo=UTC)
    number = yuhua.piece("左家塘", "左家塘街道走访慰问老兵", day=date(2022, 12, 1))
    for month in range(1, 13):
        yuhua.close(f"2022-{month:02}")
    yuhua.adopt(number, "省厅官网", date(2022, 12, 20), mode="solo")
    told = report(yuhua, "2022")
    assert [(fee.unit, fee.period, fee.points, fee.amount) for fee in told.fees] == [
        (ZUOJIATANG, "2022年终补充", Decimal(5), Decimal(250))
    ]
    assert report(yuhua, "2022Q4").fees == ()


def test_every_rate_that_a_statement_pays_by_is_told_in_it(config: Path, yuhua: Bureau) -> None:
    rates = "values: [{from: 2020-01-01, per_point: 50}, {from: 2022-07-01, per_point: 60}]"
    written(config, "yuhua", "per_point: 50", rates)
    yuhua.clock.now = datetime(2023, 1, 9, 2, 0, tzinfo=UTC)
    for month, title in ((5, "左家塘街道走访慰问老兵"), (8, "左家塘街道举办专场招聘会")):
        yuhua.adopt(yuhua.piece("左家塘", title, day=date(2022, month, 1)), "市局官网", date(2022, month, 9))
    told = report(yuhua, "2022")
    assert [fee.amount for fee in told.fees] == [Decimal(50), Decimal(60)]
    assert told.fee_rate == "每分50元、每分60元"
    assert report(yuhua, "2022Q2").fee_rate == "每分50元"


def test_a_target_is_met_by_points_by_hand_too_on_the_page_and_in_the_documents_alike(yuhua: Bureau) -> None:
    number = yuhua.piece("左家塘", "左家塘街道走访慰问老兵")
    yuhua.adopt(number, "市局官网")
    by_hand(yuhua, "左家塘", "+4", date(2022, 5, 20))
    told = report(yuhua, "2022")
    assert next(line.completion for line in told.standings if line.unit == ZUOJIATANG) == 1
    assert target(told.duties) == target(page(yuhua, "2022").duties) == (Decimal(5), True)


def test_the_supplement_of_a_year_that_begins_elsewhere_counts_for_its_target(config: Path, yuhua: Bureau) -> None:
    written(config, "yuhua", "from: 2020-01-01", "from: 2020-01-01\n  year: {name: 2022, from: 2021-12-01}")
    yuhua.clock.now = datetime(2022, 12, 9, 2, 0, tzinfo=UTC)
    number = yuhua.piece("左家塘", "左家塘街道走访慰问老兵", day=date(2022, 11, 1))
    yuhua.close("2022-11")
    yuhua.adopt(number, "省厅官网", date(2022, 11, 20), mode="solo")
    assert target(report(yuhua, "2022").duties) == target(page(yuhua, "2022").duties) == (Decimal(5), True)


def test_what_missing_a_duty_costs_is_no_part_of_what_another_duty_asks(config: Path, yuhua: Bureau) -> None:
    costs = "need: {of: pieces, at_least: 2}\n    then: {missed: -3}\n"
    news = f"duties:\n  - id: YM\n    title: 每月报送\n    clause: 试\n    every: month\n    {costs}"
    written(config, "yuhua", "duties:\n", news)
    yuhua.adopt(yuhua.piece("左家塘", "左家塘街道走访慰问老兵"), "省厅官网", mode="solo")
    assert target(page(yuhua, "2022").duties) == target(report(yuhua, "2022").duties) == (Decimal(5), True)


def test_what_is_missing_is_carried_on_through_months_in_which_nothing_came(config: Path, jinjiang: Bureau) -> None:
    written(config, "jinjiang", "need: {of: pieces, at_least: 3}", "need: {of: pieces, at_least: 3, carry: [missing]}")
    jinjiang.piece(day=date(2021, 12, 3))
    jinjiang.piece(title="磁灶镇举办退役军人专场招聘会")
    duties = [[(row.duty, row.required, row.done) for row in rows if row.unit == "磁灶镇退役军人服务站"]
              for rows in (report(jinjiang, "2022-05").duties, page(jinjiang, "2022-05").duties)]  # fmt: skip
    assert duties[0] == duties[1] == [("每月至少报送3条信息", Decimal(15), Decimal(1))]


def test_a_month_in_which_nobody_sent_anything_costs_what_the_plan_says(config: Path, jinjiang: Bureau) -> None:
    written(config, "jinjiang", "at_least: 3}", "at_least: 3}\n    then: {each_missing: -1}")
    jinjiang.clock.now = datetime(2022, 7, 9, 2, 0, tzinfo=UTC)
    jinjiang.piece()
    assert (jinjiang.points(), jinjiang.points(period="2022-06"), jinjiang.points(period="2022-07")) == (
        "-2",
        "-3",
        "0",
    )


def test_the_mail_about_a_use_of_a_closed_year_tells_the_points_of_the_month_it_counts_in(jinjiang: Bureau) -> None:
    jinjiang.clock.now = datetime(2023, 2, 9, 2, 0, tzinfo=UTC)
    number = jinjiang.piece(day=date(2022, 12, 1))
    jinjiang.close("2022")
    jinjiang.adopt(number, day=date(2022, 12, 20))
    _, text = newest(jinjiang)

    assert "2023年1月得分 10，本年得分 10" in text


def test_a_use_that_is_tried_shows_what_it_brings_and_nothing_that_others_miss(config: Path, jinjiang: Bureau) -> None:
    written(config, "jinjiang", "at_least: 3}", "at_least: 3}\n    then: {each_missing: -1}")
    use = Adoption(submission=jinjiang.piece(), outlet="省厅官网", date=date(2022, 6, 9))
    trial = try_fact(jinjiang.house, "jinjiang", use)
    assert [(line.unit, line.points) for line in trial.lines] == [("cizao", "10")]
    assert [(net.unit, net.points) for net in trial.nets] == [("cizao", "10")]


def test_no_reads_are_asked_for_where_they_earn_nothing_though_a_month_of_duties_begins(
    config: Path, jinjiang: Bureau
) -> None:
    written(config, "jinjiang", "at_least: 3}", "at_least: 3}\n    then: {each_missing: -1}")
    jinjiang.adopt(jinjiang.piece(), "人民网", date(2022, 5, 27))
    jinjiang.clock.now = datetime(2022, 6, 4, 2, 0, tzinfo=UTC)
    assert remind_of_reads(jinjiang.house, "jinjiang") == 0
