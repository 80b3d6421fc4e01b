"""The review and corrections in a real browser: a station's piece goes through its chain, a unit is put right."""

from collections.abc import Callable, Iterator

import pytest
from console.browsing import PASSWORD, Desk
from console.letters_there import ACCEPTED, HOSTILE
from console.test_in_chromium import PHONE, WIDE, Sitting, _contexts, chromium  # noqa: F401 - a fixture
from playwright.sync_api import Browser as Chromium
from sqlmodel import select

from pipeline.console.people.rights import Role
from pipeline.console.serve import serving
from pipeline.store.tables import DecisionRow, PieceRow

pytestmark = pytest.mark.servers


@pytest.fixture
def sit(filled: Desk, chromium: Chromium) -> Iterator[Callable[..., Sitting]]:  # noqa: F811 - the fixture
    """Sits a leader down at the running desk."""
    filled.person("zhao", {"yuhua": Role.LEADER}, name="赵副局长")
    with serving(filled.house, filled.house.settings.desk, any_port=True) as opened, _contexts(chromium) as new:

        def down(size: dict[str, int] = WIDE) -> Sitting:
            sitting = Sitting(page=new(viewport=size).new_page(), address=opened.address, desk=filled)
            sitting.page.on("console", lambda m: sitting.complaints.append(m.text) if m.type == "error" else None)
            sitting.open("/")
            sitting.page.fill("[name=login]", "zhao")
            sitting.page.fill("[name=password]", PASSWORD)
            sitting.page.click("main button")
            sitting.page.wait_for_url("**/yuhua/waiting")
            return sitting

        yield down


def test_a_stations_piece_goes_through_its_chain_and_is_released(sit: Callable[..., Sitting]) -> None:
    here = sit()
    page = here.page
    page.click(".top nav >> text=审批")
    page.click(".here > summary")
    page.fill(".here [name=opinion]", "同意，数字已核")
    page.click(".here form >> nth=0 >> button")
    page.wait_for_url("**/approvals?queue=first_review*")
    page.wait_for_selector("main >> text=下一步：局办公室分管领导审核")
    page.click(f"text={ACCEPTED}")
    page.wait_for_url(f"**/pieces/{ACCEPTED}")
    here.keys("a", "Enter")
    page.wait_for_url("**done=*")
    page.check("text=市局微信公众号")
    page.dblclick("button:has-text('同意发布（上报）')")
    page.wait_for_selector("text=已批准采用")
    page.click("button:has-text('登记发布（上报）')")
    page.wait_for_selector("text=已发布（上报） >> nth=0")
    with page.expect_download() as saved:
        page.click("text=下载发布（上报）审批表")
    assert saved.value.suggested_filename == f"信息稿件发布（上报）审批表（{ACCEPTED}）.docx"
    assert here.states()[ACCEPTED] == "released"
    with here.desk.house.database.reading() as session:
        told = [(row.verb, row.decided_by) for row in session.exec(select(DecisionRow))]
    assert told == [(verb, "赵副局长") for verb in ("sign", "sign", "approve", "publish")], "a double click is one"
    assert here.complaints == []


def test_a_unit_is_put_right(sit: Callable[..., Sitting]) -> None:
    here = sit()
    here.open(f"/yuhua/pieces/{ACCEPTED}")
    here.page.click("text=更正登记的内容")
    here.page.select_option(".fields [name=unit]", "dongtang")
    here.page.fill(".fields [name=reason]", "电话核实")
    here.page.click(".fields button")
    here.page.wait_for_url("**done=*")
    assert "东塘街道退役军人服务站" in here.page.inner_text(".subject")
    with here.desk.house.database.reading() as session:
        assert session.exec(select(PieceRow).where(PieceRow.number == ACCEPTED)).one().unit == "dongtang"
    assert here.complaints == []


def test_no_page_of_them_is_wider_than_a_phone(sit: Callable[..., Sitting]) -> None:
    here = sit(PHONE)
    for path in ("/yuhua/approvals", f"/yuhua/pieces/{HOSTILE}", f"/yuhua/pieces/{ACCEPTED}"):
        here.open(path)
        here.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert here.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
    assert here.complaints == []
