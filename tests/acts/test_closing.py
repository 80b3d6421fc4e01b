"""A month and a year are closed: by hand, by the clock, once; what comes later is a correction."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from acts.counted import ANHAI, CIZAO, FIRST, SECOND, begin_may, month, reported_on, row_of
from acts.office import Office, text_of

from pipeline.steps.counting.close_month import CannotClose, close_month
from pipeline.steps.counting.schedule import close_if_due
from pipeline.steps.counting.standings import standings
from pipeline.steps.daily import send_digest


@pytest.fixture
def may(office: Office) -> Office:
    return begin_may(office)


def test_a_closed_month_stays_and_what_comes_later_is_a_correction(may: Office) -> None:
    reported_on(may, datetime(2022, 5, 30, 2, 0, tzinfo=UTC), [(FIRST, "泉州晚报", "", "2022年5月6日")])
    may.clock.now = datetime(2022, 6, 3, 2, 0, tzinfo=UTC)
    closed = close_month(may.house, "jinjiang", month("2022-05"), by="李主任")
    assert (closed.issue, closed.state, closed.again) == (1, "closed", False)
    reported_on(may, datetime(2022, 6, 10, 2, 0, tzinfo=UTC), [(SECOND, "福建日报", "", "2022年5月20日")])
    frozen = standings(may.house, "jinjiang", month("2022-05"))
    assert frozen.frozen
    assert row_of(may, "2022-05").points == 8
    assert row_of(may, "2022-05", current=True).points == 23
    june = row_of(may, "2022-06")
    assert (june.points, june.corrections) == (Decimal(15), Decimal(15))
    assert row_of(may, "2022").points == 23


def test_closing_twice_sends_nothing_twice(may: Office) -> None:
    reported_on(may, datetime(2022, 5, 30, 2, 0, tzinfo=UTC), [(FIRST, "泉州晚报", "", "2022年5月6日")])
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
    reported_on(may, datetime(2022, 5, 30, 2, 0, tzinfo=UTC), [(FIRST, "泉州晚报", "", "2022年5月6日")])
    may.clock.now = datetime(2023, 1, 9, 2, 0, tzinfo=UTC)
    with pytest.raises(CannotClose, match="2022-05"):
        close_month(may.house, "jinjiang", month("2022"))
    for name in ("2022-05", "2022-12"):
        close_month(may.house, "jinjiang", month(name))
    reported_on(may, datetime(2023, 1, 10, 2, 0, tzinfo=UTC), [(SECOND, "福建日报", "", "2022年12月20日")])
    assert row_of(may, "2022-12").points == 0
    assert row_of(may, "2022").points == 23
    year = close_month(may.house, "jinjiang", month("2022"))
    assert (year.period, year.issue) == ("2022", 3)
    assert date(2022, 12, 31) < may.clock.now.date()


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
