"""通报: standings whose every number opens, documents, closing a month once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from acts.office import TurnableClock
from console.browsing import Browser, Desk, forms_in, open_desk_of, words_of
from sqlmodel import col, func, select
from steps.counting.conftest import Bureau

from pipeline.console.people.rights import Role
from pipeline.ingest.readers import Readers
from pipeline.settings import Settings
from pipeline.steps.house import House
from pipeline.store.tables import AuditRow, ClosingRow, EntryRow, OutboxRow

MAY = "/jinjiang/standings/2022-05"
JUNE = datetime(2022, 6, 10, 4, 0, tzinfo=UTC)


@pytest.fixture
def may(desk: Desk, clock: TurnableClock) -> Bureau:
    """June 2022: in May 磁灶 had a piece used by 省厅 and 安海 sent one that was not."""
    clock.now = JUNE
    bureau = Bureau(house=desk.house, clock=clock)
    bureau.adopt(bureau.piece())
    bureau.piece("安海", "安海镇军民共建文明社区")
    bureau.count()
    return bureau


@pytest.fixture
def office(desk: Desk, may: Bureau) -> Browser:
    """The office's browser."""
    return desk.someone(Role.OFFICE, may.id)


def mails(bureau: Bureau) -> int:
    with bureau.house.database.reading() as session:
        return session.exec(select(func.count()).select_from(OutboxRow)).one()


def state(bureau: Bureau) -> str | None:
    with bureau.house.database.reading() as session:
        row = session.get(ClosingRow, ("jinjiang", "2022-05"))
        return row.state if row else None


def test_the_newest_month_with_anything_is_shown_and_others_can_be_chosen(office: Browser) -> None:
    page = words_of(office.get("/jinjiang/standings").text)
    assert "2022年5月通报" in page
    assert "还没有结账" in page
    assert all(choice in page for choice in ("2022年第二季度", "2022年 "))
    assert "2022年第二季度通报" in words_of(office.get("/jinjiang/standings?period=2022Q2").text)


def test_every_number_of_a_unit_opens_into_its_lines_and_each_line_into_its_piece(office: Browser) -> None:
    page = office.get(MAY).text
    for of in ("points", "received", "accepted", "adopted", "duties"):
        assert f"{MAY}/units/cizao?of={of}" in page
    points = office.get(f"{MAY}/units/cizao?of=points")
    told = words_of(points.text)
    assert "2022年5月9日" in told
    assert "附件1" in told
    assert "省厅官网" in told
    assert "/jinjiang/pieces/JJ-2022-00001" in points.text
    assert office.get("/jinjiang/pieces/JJ-2022-00001").status_code == 200
    assert "磁灶镇走访慰问老兵" in words_of(office.get(f"{MAY}/units/cizao?of=adopted").text)
    assert "每月至少报送3条信息" in words_of(office.get(f"{MAY}/units/cizao?of=duties").text)


def test_what_comes_after_a_look_is_there_at_the_next(office: Browser, may: Bureau) -> None:
    assert office.get(f"{MAY}/units/anhai?of=received").text.count("data-line>") == 1
    may.piece("安海", "安海镇慰问驻军部队")
    assert office.get(f"{MAY}/units/anhai?of=received").text.count("data-line>") == 2
    assert "<b>3</b> 报送" in office.get(MAY).text


def test_a_levels_number_opens_into_the_entries_of_that_level_alone(office: Browser) -> None:
    assert "省厅官网" in words_of(office.get(f"{MAY}/units/cizao?of=points&level=province").text)
    assert "没有计分记录" in words_of(office.get(f"{MAY}/units/cizao?of=points&level=city").text)


@pytest.mark.parametrize("path", ["2031-01", "2022-13", "2022-5", "x", "0000", "%00", "2022-05/units/nobody"])
def test_a_period_or_unit_that_is_none_is_not_there(office: Browser, path: str) -> None:
    assert office.get(f"/jinjiang/standings/{path}").status_code == 404


def test_closing_shows_a_preview_and_what_it_does_then_does_it_once(office: Browser, may: Bureau) -> None:
    told = words_of(office.get(f"{MAY}/close").text)
    assert "〔2022〕第1期" in told
    assert "共 10 分" in told
    preview = office.get(f"{MAY}/documents/bulletin")
    assert "（预览）2022年5月" in unquote(preview.headers["content-disposition"])
    assert preview.content[:2] == b"PK"
    office.get(f"{MAY}/close")
    typed = forms_in(office.page.text)[-1].fields  # the same page, in a second tab
    before = mails(may)
    assert office.submit(f"{MAY}/close").status_code == 303
    assert "已经结账并印发" in words_of(office.follow().text)
    assert state(may) == "closed"
    sent = mails(may)
    assert sent > before
    assert office.send(f"{MAY}/close", typed).headers["location"] == f"{MAY}?done=twice"
    assert "没有重复办理" in words_of(office.follow().text)
    assert mails(may) == sent
    with may.house.database.reading() as session:
        [line] = session.exec(select(AuditRow).where(AuditRow.what == "month_closed")).all()
    assert (line.before["period_is"], line.after["period_is"], line.after["total"]) == ("还没有结账", "已印发", "10")


def test_what_changed_since_the_page_was_opened_stops_the_closing(office: Browser, may: Bureau) -> None:
    office.get(f"{MAY}/close")
    may.adopt(may.piece("安海", "安海镇慰问驻军部队"), "福建日报", date(2022, 5, 20))  # not counted yet
    answer = office.submit(f"{MAY}/close")
    assert answer.status_code == 409
    assert "共 25 分" in words_of(answer.text)
    assert state(may) is None


def test_a_month_that_is_not_over_is_not_closed(office: Browser, may: Bureau) -> None:
    june = "/jinjiang/standings/2022-06/close"
    assert "还没有过完" in words_of(office.get(june).text)
    mark = office.get("/jinjiang/waiting").text.split('name="csrf" value="')[1].split('"')[0]
    assert office.send(june, {"csrf": mark, "seen": "x" * 20}).status_code == 409
    assert state(may) is None


def test_where_the_office_wants_to_approve_the_month_is_prepared_then_issued(
    settings: Settings, house: House, may: Bureau, no_readers: Readers
) -> None:
    bureau = settings.bureaus["jinjiang"]
    wanting = replace(bureau, closing=replace(bureau.closing, approval=True))
    asking = replace(house, settings=replace(settings, bureaus={**settings.bureaus, "jinjiang": wanting}))
    office = open_desk_of(asking, no_readers).someone(Role.OFFICE, "jinjiang")
    office.get(f"{MAY}/close")
    assert office.submit(f"{MAY}/close", {"how": "prepare"}).status_code == 303
    assert state(may) == "prepared"
    assert 'href="/jinjiang/standings/2022-05"' in office.get("/jinjiang/waiting?kind=month").text
    assert "同意印发" in words_of(office.get(f"{MAY}/close").text)
    assert office.submit(f"{MAY}/close", {"how": "issue"}).status_code == 303
    assert state(may) == "closed"


def test_after_the_bulletin_its_papers_stay_and_what_comes_late_is_told_beside_it(office: Browser, may: Bureau) -> None:
    office.get(f"{MAY}/close")
    office.submit(f"{MAY}/close")
    issued = office.get(f"{MAY}/documents/tally")
    assert "''2022年5月" in unquote(issued.headers["content-disposition"])
    assert issued.headers["x-content-type-options"] == "nosniff"
    assert office.get(f"{MAY}/documents/fees").status_code == 404
    may.adopt(may.piece("安海", "安海镇慰问驻军部队"), "福建日报", date(2022, 5, 20))
    may.count()
    page = words_of(office.get(MAY).text)
    assert "印发以后又有补计或核减" in page
    now = office.get(f"{MAY}?current=1").text
    assert f"{MAY}/units/anhai?of=points&amp;current=1" in now or f"{MAY}/units/anhai?of=points&current=1" in now
    june = words_of(office.get("/jinjiang/standings/2022-06").text)
    assert "补计、核减" in june
    assert "+15" in june


def test_a_plan_that_cannot_be_read_is_told_with_file_and_line(
    settings: Settings, house: House, may: Bureau, no_readers: Readers, tmp_path: Path
) -> None:
    bureau = settings.bureaus["jinjiang"]
    folder = tmp_path / "jinjiang"
    folder.mkdir()
    for file in bureau.folder.iterdir():
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
    (folder / "rulebook.yaml").write_text("plan: {title: x}\n")
    bureaus = {**settings.bureaus, "jinjiang": replace(bureau, folder=folder)}
    office = open_desk_of(replace(house, settings=replace(settings, bureaus=bureaus)), no_readers).someone(
        Role.OFFICE, "jinjiang"
    )
    page = words_of(office.get("/jinjiang/standings").text)
    assert "rulebook.yaml 第 1 行" in page
    assert str(tmp_path) not in page
    assert office.get(f"{MAY}/close").status_code == 422
    assert may.house.data.exists()


def test_the_lines_of_a_page_are_few_however_many_there_are(office: Browser, may: Bureau) -> None:
    with may.house.database.writing() as session:
        line = session.exec(select(EntryRow).where(col(EntryRow.unit) == "cizao")).first()
        assert line is not None
        told = line.model_dump(exclude={"id"})
        session.add_all([EntryRow(**told | {"subject": f"X{n}", "counted": False}) for n in range(120)])
    page = office.get(f"{MAY}/units/cizao?page=3")
    assert "第 3 页，共 3 页，121 条" in words_of(page.text)
    assert page.text.count("<tr") == 22
