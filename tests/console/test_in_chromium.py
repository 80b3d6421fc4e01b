"""The desk in a real browser, Debian's Chromium: by keyboard alone, on a phone, without JavaScript."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from console.browsing import PASSWORD, Desk
from console.letters_there import ACCEPTED, HELD, HOSTILE, RETURNED, STRANGER, lay_held
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, sync_playwright
from sqlmodel import select

from pipeline.console.people.rights import Role
from pipeline.console.serve import serving
from pipeline.ingest.readers import Readers
from pipeline.store.tables import DecisionRow, PieceRow

pytestmark = pytest.mark.servers
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """Debian's browser; a machine without it fails, with the command that installs it.

    It runs an event loop in the tests' own thread while it is open: other modules' tests want that to themselves.
    """
    found = shutil.which("chromium")
    if found is None:
        pytest.fail("chromium is missing: make servers", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Sitting:
    """Someone who sits at the desk."""

    page: Page
    address: str
    desk: Desk
    complaints: list[str] = field(default_factory=list)  # of the browser: what a policy forbade, scripts that failed

    def open(self, path: str) -> None:
        self.page.goto(self.address + path.lstrip("/"))

    def keys(self, *several: str) -> None:
        for key in several:
            self.page.keyboard.press(key)

    def states(self) -> dict[str, str]:
        with self.desk.house.database.reading() as session:
            return {row.number: row.state for row in session.exec(select(PieceRow))}


@pytest.fixture
def sit(filled: Desk, chromium: Chromium) -> Iterator[Callable[..., Sitting]]:
    """Sits someone down at the running desk, logged in."""
    filled.person("li", {"yuhua": Role.OFFICE})
    with serving(filled.house, filled.house.settings.desk, any_port=True) as opened, _contexts(chromium) as new:

        def down(*, script: bool = True, size: dict[str, int] = WIDE) -> Sitting:
            page = new(java_script_enabled=script, viewport=size).new_page()
            sitting = Sitting(page=page, address=opened.address, desk=filled)
            page.on("console", lambda said: sitting.complaints.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda fault: sitting.complaints.append(str(fault)))
            sitting.open("/")
            page.fill("[name=login]", "li")
            page.fill("[name=password]", PASSWORD)
            page.click("main button")
            page.wait_for_url("**/yuhua/waiting")
            return sitting

        yield down


@contextmanager
def _contexts(chromium: Chromium) -> Iterator[Callable]:
    made = []

    def new(**options: object) -> object:
        made.append(chromium.new_context(**options))
        return made[-1]

    yield new
    for one in made:
        one.close()


def test_what_is_held_is_settled_by_keyboard_alone(sit: Callable[..., Sitting]) -> None:
    here = sit()
    here.open("/yuhua/waiting?kind=held")
    here.keys("a", "Enter")
    here.page.wait_for_url("**done=*")
    assert here.states()[HELD] == "received"
    here.keys("j", "k", "Enter")
    here.page.wait_for_url(f"**/pieces/{HOSTILE}")
    here.keys("r", "Space", "Enter")
    here.page.wait_for_url("**done=*")
    assert here.states()[HOSTILE] == "returned"
    here.keys("g")
    here.page.wait_for_url("**/yuhua/waiting")
    assert here.complaints == []


def test_twenty_held_letters_are_settled_by_keyboard_alone(sit: Callable[..., Sitting], no_readers: Readers) -> None:
    here = sit()
    more = 20 - sum(state == "held" for state in here.states().values())
    lay_held(here.desk.house, no_readers, more)
    _go(here, "g")
    here.open("/yuhua/waiting?kind=held")
    assert here.page.locator("[data-line]").count() == 20
    for _ in range(10):
        here.keys("x", "j")
    _go(here, "a", "Enter")
    assert sum(state == "held" for state in here.states().values()) == 10
    for number in range(10):
        here.keys("r" if number % 2 else "a")
        if number % 2:
            here.page.keyboard.type("请另附原图")
        _go(here, "Enter")
    assert here.page.locator("[data-line]").count() == 0
    counted = Counter(here.states().values())
    assert (counted["held"], counted["returned"] >= 5, counted["received"] >= 15) == (0, True, True)
    assert here.complaints == []


def _go(here: Sitting, *keys: str) -> None:
    """Press keys, the last of which leads to another page."""
    here.keys(*keys[:-1])
    with here.page.expect_navigation():
        here.keys(keys[-1])


def test_the_notice_is_previewed_in_the_page_and_the_mail_read_in_its_place(sit: Callable[..., Sitting]) -> None:
    here = sit()
    here.open(f"/yuhua/pieces/{HELD}")
    here.keys("r")
    here.page.keyboard.type("x")
    here.page.fill("[data-act=return] textarea", "请另附原图")
    here.page.click("[data-act=return] button.secondary")
    here.page.wait_for_selector("[data-act=return] .mail-preview .plain-mail")
    assert "请另附原图" in here.page.inner_text("[data-act=return] .mail-preview")
    here.page.click("text=看信里写的")
    here.page.wait_for_selector(".letter-text .plain-mail")
    assert "工作秘密，请核对" in here.page.inner_text(".letter-text")
    assert here.states()[HELD] == "held"
    assert here.complaints == []


def test_a_double_click_decides_once(sit: Callable[..., Sitting]) -> None:
    here = sit()
    here.open(f"/yuhua/pieces/{HELD}")
    here.page.dblclick("[data-act=accept] button:not(.secondary)")
    here.page.wait_for_url("**done=*")
    with here.desk.house.database.reading() as session:
        assert len(session.exec(select(DecisionRow)).all()) == 1


def test_everything_is_done_without_javascript_too(sit: Callable[..., Sitting]) -> None:
    here = sit(script=False)
    here.page.check(f"input[value='{HELD}']")
    here.page.select_option("[name=verb]", "accept")
    here.page.fill("[name=reason]", "经核对无误")
    here.page.click(".several button")
    here.page.wait_for_url("**done=*")
    assert here.states()[HELD] == "received"
    here.open(f"/yuhua/pieces/{HOSTILE}")
    here.page.click("text=退回补正")
    here.page.fill("[data-act=return] textarea", "请补正")
    here.page.click("[data-act=return] button.secondary")
    here.page.wait_for_selector("main >> text=还没有发出")
    here.page.click("text=就这样办理")
    here.page.wait_for_url("**done=*")
    assert here.states()[HOSTILE] == "returned"


@pytest.mark.parametrize("path", ["/yuhua/waiting", *(f"/yuhua/pieces/{n}" for n in (HOSTILE, RETURNED, STRANGER))])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_page_is_wider_than_its_window(sit: Callable[..., Sitting], path: str, size: dict[str, int]) -> None:
    here = sit(size=size)
    here.open(path)
    assert here.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert here.complaints == []


def test_the_mail_in_its_frame_is_shown_and_runs_nothing(sit: Callable[..., Sitting]) -> None:
    here = sit()
    here.open(f"/yuhua/pieces/{ACCEPTED}")
    here.page.click("details.mail > summary")
    here.page.click("details.mail .framed > summary")
    frame = here.page.frame_locator("details.mail iframe").first
    frame.locator(f"text={ACCEPTED}").first.wait_for()
    assert here.complaints == []
