"""A use is entered in a real browser, and its points appear while it is typed."""

import shutil
from collections.abc import Iterator

import pytest
from console.browsing import PASSWORD, Desk
from console.facts_there import today
from console.letters_there import ACCEPTED, HELD
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, sync_playwright
from sqlmodel import select

from pipeline.console.people.rights import Role
from pipeline.console.serve import serving
from pipeline.store.tables import FactRow

pytestmark = pytest.mark.servers
LIST = "yuhua/adoptions"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """Debian's browser, open for this module alone; a machine without it fails, with the command that installs it."""
    found = shutil.which("chromium")
    if found is None:
        pytest.fail("chromium is missing: make servers", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(filled: Desk, chromium: Chromium) -> Iterator[Page]:
    """A phone at the running desk, logged in; whatever the browser complains of fails the test."""
    filled.person("li", {"yuhua": Role.OFFICE})
    complaints: list[str] = []
    with serving(filled.house, filled.house.settings.desk, any_port=True) as opened:
        context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=opened.address)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto("/login")
        page.fill("[name=login]", "li")
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/yuhua/waiting")
        yield page
        context.close()
    assert complaints == []


def standing(desk: Desk) -> list[str]:
    with desk.house.database.reading() as session:
        return [row.subject for row in session.exec(select(FactRow)) if row.state == "standing"]


def test_a_use_is_entered_and_its_points_appear_as_it_is_typed(filled: Desk, page: Page) -> None:
    page.goto(f"yuhua/pieces/{ACCEPTED}")
    page.click("text=记一次采用")
    page.wait_for_selector(f"#trial >> text={ACCEPTED}")
    page.fill("[name=outlet]", "省厅")
    page.fill("[name=date]", str(today(filled.house)))
    page.wait_for_selector("#trial >> text=没有注明采用方式")
    page.select_option("[name=mode]", "solo")
    page.wait_for_selector("#trial .net >> text=+5")
    assert "三（四）2" in page.inner_text("#trial")
    assert standing(filled) == []
    page.select_option("[name=mode]", "combined")
    page.wait_for_selector("#trial .net >> text=+2")
    page.dblclick(".record .buttons button:not(.secondary)")
    page.wait_for_url("**done=*")
    assert "F1 已登记" in page.inner_text(".good")
    assert standing(filled) == [ACCEPTED]
    for path in (LIST, f"{LIST}/new", f"{LIST}/facts/1", f"{LIST}/outlets", f"{LIST}/manual?tab=calls"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_a_piece_is_picked_from_those_that_fit_with_what_was_typed_still_there(filled: Desk, page: Page) -> None:
    page.goto(f"{LIST}/new")
    page.fill("[name=outlet]", "市局官网")
    page.fill("[name=date]", str(today(filled.house)))
    page.fill("[name=piece]", "左家塘街道")
    page.check(f"[name=pick_piece][value='{HELD}']")
    page.wait_for_selector("#trial .net >> text=+1")
    assert page.is_checked(f"[name=pick_piece][value='{HELD}']")
    page.press("[name=outlet]", "Enter")
    page.wait_for_url("**done=*")
    assert standing(filled) == [HELD]
