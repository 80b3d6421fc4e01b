"""Closing a month in a real browser, Debian's Chromium: look at it, close it, take the bulletin home, open a number."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from acts.office import TurnableClock
from console.browsing import PASSWORD, Desk
from docx import Document
from playwright.sync_api import Page, sync_playwright
from steps.counting.conftest import Bureau

from pipeline.console.people.rights import Role
from pipeline.console.serve import serving

pytestmark = pytest.mark.servers


@pytest.fixture
def page(desk: Desk, clock: TurnableClock) -> Iterator[Page]:
    """The office at the running desk of Jinjiang in June 2022; in May 磁灶 had a piece used by 省厅."""
    found = shutil.which("chromium")
    if found is None:
        pytest.fail("chromium is missing: make servers", pytrace=False)
    clock.now = datetime(2022, 6, 10, 4, 0, tzinfo=UTC)
    bureau = Bureau(house=desk.house, clock=clock)
    bureau.adopt(bureau.piece())
    bureau.count()
    desk.person("li", {"jinjiang": Role.OFFICE})
    with serving(desk.house, desk.house.settings.desk, any_port=True) as opened, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(opened.address)
        page.fill("[name=login]", "li")
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        yield page
        browser.close()


def test_a_month_is_closed_and_its_bulletin_taken_home(page: Page, tmp_path: Path) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.click(".top nav >> text=通报")
    page.wait_for_selector(".bars rect")
    assert page.locator(".bars rect").count() == 1
    page.click("text=结账…")
    page.wait_for_selector("main >> text=共 10 分")
    page.click("button:has-text('结账并印发')")
    page.wait_for_url("**/standings/2022-05?done=closed")
    with page.expect_download() as taken:
        page.click("text=通报（Word）")
    assert taken.value.suggested_filename == "2022年5月信息宣传工作通报.docx"
    taken.value.save_as(tmp_path / "bulletin.docx")
    assert "磁灶镇退役军人服务站" in "".join(
        cell.text for table in Document(str(tmp_path / "bulletin.docx")).tables for cell in table._cells
    )
    page.click("tr:has-text('磁灶镇') td >> text=10 >> nth=0")
    page.wait_for_selector("main >> text=省厅官网")
    page.click("text=JJ-2022-00001")
    page.wait_for_url("**/pieces/JJ-2022-00001")
    assert complaints == []
