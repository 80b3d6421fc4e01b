"""Periods on the desk's pages: a year that begins elsewhere, its supplement, papers that there are."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from acts.office import TurnableClock
from console.browsing import Browser, Desk, forms_in, open_desk_of, words_of
from console.facts_there import lay_use, today
from console.letters_there import ACCEPTED

from pipeline.console.acts.carry import Outcome
from pipeline.domain.facts import Adoption
from pipeline.ingest.readers import Readers
from pipeline.steps.counting.by_hand import HandFact, record_fact
from pipeline.steps.counting.hands import count_after
from pipeline.steps.counting.register import HandPiece, register
from pipeline.store.tables import ClosingRow

MAY = "/yuhua/standings/2020-05"
MANUAL = "/yuhua/adoptions/manual"


@pytest.fixture
def june_to_may(filled: Desk, clock: TurnableClock, tmp_path: Path, no_readers: Readers) -> Desk:
    """A bureau whose plan's year 2019 ends in May 2020; May is issued, and it is June."""
    settings = filled.house.settings
    yuhua = settings.bureaus["yuhua"]
    folder = Path(shutil.copytree(yuhua.folder, tmp_path / "own" / "yuhua"))
    rulebook = folder / "rulebook.yaml"
    text = rulebook.read_text(encoding="utf-8")
    year = "from: 2020-01-01\n  year: {name: 2019, from: 2019-06-01}"
    rulebook.write_text(text.replace("from: 2020-01-01", year, 1), encoding="utf-8")
    house = replace(
        filled.house, settings=replace(settings, bureaus=settings.bureaus | {"yuhua": replace(yuhua, folder=folder)})
    )
    lay_use(house, day=date(2020, 5, 8))
    clock.forward(days=40)
    with house.database.writing() as session:
        row = ClosingRow(
            bureau="yuhua", period="2020-05", year=2020, issue=1, state="closed", prepared_at=house.clock()
        )
        session.add(row)
    return open_desk_of(house, no_readers)


def by_hand(browser: Browser) -> str:
    """Points of a day in May, entered by hand in June; what the page says."""
    browser.get(MANUAL)
    form = next(form for form in forms_in(browser.page.text) if form.fields.get("act") == "adjust")
    told = {"unit": "zuojiatang", "points": "3", "reason": "补记", "date": "2020-05-07"}
    browser.send(MANUAL, form.fields | told)
    return words_of(browser.follow().text)


def test_a_years_supplement_is_called_by_the_plans_year_on_every_page(june_to_may: Desk) -> None:
    browser = june_to_may.someone()
    said = by_hand(browser)
    assert "计入2019年终补充" in said
    assert "2020-05已经结账，计入2019年终补充，作补计" in said
    use = Adoption(submission=ACCEPTED, outlet="省厅官网", date=date(2020, 5, 9), mode="solo")
    record_fact(june_to_may.house, HandFact(bureau="yuhua", fact=use, by="李主任"))
    count_after(june_to_may.house, "yuhua")
    pages = (MANUAL, f"/yuhua/pieces/{ACCEPTED}", "/yuhua/standings/2019/units/zuojiatang", "/yuhua/adoptions/facts/2")
    for path in pages:
        text = browser.get(path).text
        assert "2019年终补充" in words_of(text), path
        assert not re.search(r"13月|20(19|20)-13|2020年终", text), path
    assert browser.get("/yuhua/standings/2019").status_code == 200
    assert 'href="/yuhua/standings/2019">2019年终补充' in browser.get(f"/yuhua/pieces/{ACCEPTED}").text


def test_the_points_of_the_year_open_into_the_plans_own_year(june_to_may: Desk) -> None:
    page = june_to_may.someone().get(MAY).text
    assert "/yuhua/standings/2019/units/zuojiatang" in page
    assert "/yuhua/standings/2020/units/zuojiatang" not in page


def test_a_piece_of_a_month_of_a_closed_year_that_begins_elsewhere_is_told_so(june_to_may: Desk) -> None:
    house = june_to_may.house
    with house.database.writing() as session:
        row = ClosingRow(bureau="yuhua", period="2019", year=2020, issue=2, state="closed", prepared_at=house.clock())
        session.add(row)
    told = HandPiece(bureau="yuhua", unit="左家塘", day=date(2020, 4, 3), by="李主任", title="左家塘街道走访慰问驻军")
    assert "2020-04已经结账" in register(house, told).remark
    assert register(house, replace(told, day=date(2020, 6, 3), title="左家塘街道清明祭扫")).remark == ""


def test_a_paper_that_is_not_made_is_not_offered(filled: Desk) -> None:
    browser = filled.someone()
    lay_use(filled.house)
    for path, offered in ((MAY, False), ("/yuhua/standings/2020", True)):
        assert (f"{path}/documents/fees" in browser.get(path).text) is offered
    assert browser.get("/yuhua/standings/2020/documents/fees").status_code == 200


def test_days_in_what_is_refused_are_written_as_an_office_does(filled: Desk) -> None:
    browser, day = filled.someone(), today(filled.house)
    call = {"id": "约1", "title": "典型", "kind": "general", "units": "zuojiatang", "date": str(day)}
    answer = {"unit": "zuojiatang", "date": "2020-05-04", "pieces": "1"}
    for act, typed in (("call", call), ("answer", answer)):
        forms = forms_in(browser.get(f"{MANUAL}?tab=calls").text)
        browser.send(MANUAL, next(form.fields for form in forms if form.fields.get("act") == act) | typed)
    assert "交稿日期2020年5月4日早于约稿日期2020年5月8日" in words_of(browser.page.text)
    use = {"kind": "adoption", "piece": ACCEPTED, "outlet": "市局官网", "date": "2020-05-20"}
    form = next(form for form in forms_in(browser.get("/yuhua/adoptions/new").text) if form.path == "/yuhua/adoptions")
    assert "日期是2020年5月20日，还没有到" in words_of(browser.send("/yuhua/adoptions", form.fields | use).text)
    assert "2020-05-20，" not in words_of(browser.page.text)
    late = Outcome(
        name=ACCEPTED, done=False, cause="day_of_release", facts={"day": "2020-05-09", "approved": "2020-05-07"}
    )
    assert "2020年5月7日" in late.why
