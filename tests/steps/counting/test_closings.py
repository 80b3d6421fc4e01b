"""Closing as attacked: a year before its months, late facts of a closed year, units that are gone or have no mail."""

from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy

import pytest
from acts.office import text_of
from sqlmodel import col, select
from steps.counting.conftest import Bureau

from pipeline.score.period import Period, parse_period
from pipeline.settings import load
from pipeline.steps.counting.close_month import CannotClose, Closed, close_month
from pipeline.steps.counting.schedule import close_if_due
from pipeline.steps.counting.standings import Standing, standings
from pipeline.steps.daily import send_digest
from pipeline.store.tables import OutboxRow


def span(text: str) -> Period:
    found = parse_period(text)
    assert found is not None
    return found


def close(bureau: Bureau, period: str) -> Closed:
    bureau.clock.forward(seconds=1)
    return close_month(bureau.house, bureau.id, span(period), by="李主任")


def line(bureau: Bureau, period: str, unit: str = "cizao") -> Standing:
    bureau.count()
    return next(row for row in standings(bureau.house, bureau.id, span(period)).rows if row.unit == unit)


@pytest.fixture
def january(jinjiang: Bureau) -> Bureau:
    """January 2023: in 2022 one piece came in May and was used, and another came in July."""
    jinjiang.clock.now = datetime(2023, 1, 9, 2, 0, tzinfo=UTC)
    jinjiang.adopt(jinjiang.piece())
    jinjiang.piece("安海", "安海镇军民共建文明社区", day=date(2022, 7, 1))
    return jinjiang


def test_a_year_waits_for_every_month_in_which_something_came_or_was_earned(january: Bureau) -> None:
    with pytest.raises(CannotClose, match="2022-05、2022-07"):
        close(january, "2022")
    close(january, "2022-05")
    with pytest.raises(CannotClose, match=r"2022年还有没结账的月份：2022-07"):
        close(january, "2022")
    close(january, "2022-07")
    assert close(january, "2022").state == "closed"


def test_what_comes_late_to_a_closed_year_counts_in_the_next_and_leaves_its_figures(january: Bureau) -> None:
    for period in ("2022-05", "2022-07", "2022"):
        close(january, period)
    late = january.piece("安海", "安海镇慰问驻军部队", day=date(2022, 8, 1))
    january.adopt(late, "福建日报", date(2022, 8, 3))
    assert line(january, "2022", "anhai").points == 0
    assert line(january, "2022-08", "anhai").points == 0
    assert line(january, "2023-01", "anhai").points == 15
    assert line(january, "2023", "anhai").corrections == 15
    with pytest.raises(CannotClose, match="2022年已经结账"):
        close(january, "2022-08")
    assert close(january, "2022-05").again


def test_a_year_in_which_nothing_came_can_be_closed(jinjiang: Bureau) -> None:
    assert close(jinjiang, "2021").state == "closed"


def with_roster(bureau: Bureau, lines: list[str]) -> None:
    """The desk goes on with another roster."""
    roster = bureau.house.settings.bureaus[bureau.id].folder / "units.csv"
    roster.write_text("\n".join(lines) + "\n", encoding="utf-8")
    bureau.house = replace(bureau.house, settings=load(bureau.house.settings.folder))


def mails(bureau: Bureau, kind: str) -> list[str]:
    with bureau.house.database.reading() as session:
        rows = session.exec(select(OutboxRow).where(OutboxRow.kind == kind).order_by(col(OutboxRow.id))).all()
    return [text_of(message_from_bytes(row.mime, policy=policy.default)) for row in rows]  # type: ignore[arg-type]


def test_a_unit_that_leaves_the_roster_is_told_to_the_office_and_has_its_points_again_once_it_is_back(
    jinjiang: Bureau,
) -> None:
    jinjiang.adopt(jinjiang.piece())
    assert jinjiang.points() == "10"
    roster = jinjiang.house.settings.bureaus["jinjiang"].folder / "units.csv"
    lines = roster.read_text(encoding="utf-8").splitlines()
    with_roster(jinjiang, [line for line in lines if not line.startswith("cizao,")])
    jinjiang.count()
    assert "cizao" not in {row.unit for row in standings(jinjiang.house, "jinjiang", span("2022-05")).rows}
    assert send_digest(jinjiang.house, "jinjiang") == 1
    assert "名册里没有“cizao”" in mails(jinjiang, "digest")[-1]
    close(jinjiang, "2022-05")
    with_roster(jinjiang, lines)
    assert jinjiang.points(period="2022-06") == "10"
    assert jinjiang.points(period="2022") == "10"


def test_the_office_is_told_whose_points_changed_after_it_looked_at_the_prepared_month(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number)
    prepared = close_month(jinjiang.house, "jinjiang", span("2022-05"), approved=False)
    assert (prepared.state, prepared.changed) == ("prepared", ())
    jinjiang.adopt(number, "人民网", date(2022, 5, 10))
    issued = close(jinjiang, "2022-05")
    told = "磁灶镇退役军人服务站：送审时10分，印发20分"
    assert issued.changed == (told,)
    assert told in mails(jinjiang, "office_month")[1]
    assert line(jinjiang, "2022-05").points == 20


def test_a_value_that_changes_in_mid_year_holds_from_its_day(jinjiang: Bureau) -> None:
    first, second = jinjiang.piece(), jinjiang.piece(title="磁灶镇举办退役军人专场招聘会")
    jinjiang.adopt(first, "泉州晚报", date(2022, 5, 31))
    jinjiang.adopt(second, "泉州晚报", date(2022, 6, 1))
    assert (jinjiang.points(), jinjiang.points(period="2022-06")) == ("8", "8")
    rulebook = jinjiang.house.settings.bureaus["jinjiang"].folder / "rulebook.yaml"
    old = "{prefecture_brief: 5, prefecture_account: 5, prefecture_media: 8}"
    table = "table: {by: [class], points: " + old + "}"
    new = table.replace("media: 8", "media: 9")
    told = rulebook.read_text(encoding="utf-8")
    assert f"        measure:\n          {table}\n" in told
    dated = (
        "        values:\n"
        f"          - {{from: 2022-01-01, to: 2022-05-31, measure: {{{table}}}}}\n"
        f"          - {{from: 2022-06-01, source: 晋退役〔2022〕9号, measure: {{{new}}}}}\n"
    )
    rulebook.write_text(told.replace(f"        measure:\n          {table}\n", dated), encoding="utf-8")
    assert (jinjiang.points(), jinjiang.points(period="2022-06")) == ("8", "9")


def test_months_that_were_missed_while_the_desk_stood_still_are_closed_one_after_the_other(jinjiang: Bureau) -> None:
    jinjiang.clock.now = datetime(2022, 4, 20, 2, 0, tzinfo=UTC)
    jinjiang.piece(day=date(2022, 4, 3))
    jinjiang.clock.now = datetime(2022, 5, 6, 2, 0, tzinfo=UTC)
    first = close_if_due(jinjiang.house, "jinjiang")
    assert first is not None
    assert first.period == "2022-04"
    jinjiang.clock.now = datetime(2022, 8, 8, 2, 0, tzinfo=UTC)
    missed = [close_if_due(jinjiang.house, "jinjiang") for _ in range(4)]
    assert [closed.period if closed else None for closed in missed] == ["2022-05", "2022-06", "2022-07", None]
    jinjiang.clock.now = datetime(2023, 2, 6, 2, 0, tzinfo=UTC)
    close(jinjiang, "2022")
    later = [close_if_due(jinjiang.house, "jinjiang") for _ in range(2)]
    assert [closed.period if closed else None for closed in later] == ["2023-01", None]
