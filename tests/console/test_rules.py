"""规则: read, looked up, tried; nothing is ever written."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from acts.office import TurnableClock, form, mail, manuscript
from console.browsing import Browser, Desk, words_of
from console.letters_there import ACCEPTED, OTHER, SEALED, SECRET
from sqlmodel import func, select
from steps.counting.conftest import Bureau

from pipeline.console.people.rights import Role
from pipeline.console.web.csrf import mark_for
from pipeline.steps.dry_run import DryRun
from pipeline.steps.files import LetterFile
from pipeline.store.tables import AuditRow, EntryRow, LetterRow, OutboxRow, PieceRow

ACCEPTANCE = Path(__file__).resolve().parents[1] / "acceptance" / "config" / "bureaus"
WHAT_IF, LETTER = "/jinjiang/rules/what-if", "/yuhua/rules/letter"
Files = dict[str, tuple[str, bytes]]


def hand_in(browser: Browser, path: str, files: Files, **typed: str) -> str:
    """Send files with our own mark; what the page says."""
    mark = mark_for(browser.client.cookies.get("baosong", ""))
    browser.page = browser.client.post(path, data={"csrf": mark, **typed}, files=files)
    return words_of(browser.page.text)


def standing(desk: Desk) -> tuple[int, ...]:
    """How much is on record of everything a trial could leave behind."""
    tables = (LetterRow, PieceRow, OutboxRow, EntryRow, AuditRow)
    with desk.house.database.reading() as session:
        return tuple(session.exec(select(func.count()).select_from(table)).one() for table in tables)


@pytest.fixture
def jinjiang(desk: Desk, clock: TurnableClock) -> Browser:
    """Jinjiang's office; 磁灶 has a piece that 省厅 used and that counts 10."""
    clock.now = datetime(2022, 6, 10, 4, 0, tzinfo=UTC)
    bureau = Bureau(house=desk.house, clock=clock)
    bureau.adopt(bureau.piece())
    bureau.count()
    return desk.someone(Role.OFFICE, "jinjiang")


def test_every_rule_stands_with_what_it_asks_its_points_and_its_clause(desk: Desk) -> None:
    page = words_of(desk.someone(Role.VIEWER, "jinjiang").get("/jinjiang/rules").text)
    wanted = (
        "级别是省级", "省厅官网：10分", "附件1注2", "阅读量5000－10000：10分", "理解：每档含下限", "只认头版",
        "几个单位共同完成的平均分配", "每月至少报送3条信息", "一般约稿3个工作日内完成", "点名不予认定的载体",
    )  # fmt: skip
    for told in wanted:
        assert told in page, told
    assert "试一封来信" not in page  # a viewer tries nothing
    other = words_of(desk.someone(Role.VIEWER, "yuhua", "wang").get("/yuhua/rules").text)
    assert "每季度，每分50元" in other
    assert "采用方式不是转载" in other


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("q=省厅官网", ["10 分", "省级宣传载体"]),
        ("q=https://www.xinhuanet.com/fj/a.htm", ["省级"]),
        ("q=东南早报", ["只认头版", "头版", "8 分"]),
        ("q=东南早报&position=front", ["8 分"]),
        ("q=东南早报&position=inside", ["不计"]),
        ("q=市局公众号", ["单条", "3 分", "简讯", "1 分"]),
        ("q=今日头条", ["不计"]),
        ("q=某某自媒体", ["等局办公室认定"]),
        ("q=%3Cscript%3E" + "x" * 900, ["等局办公室认定"]),
        ("q=%00&mode=nothing&position=x", ["规则"]),
    ],
)
def test_a_name_or_a_link_tells_its_outlet_its_rule_and_its_points(desk: Desk, asked: str, told: list[str]) -> None:
    answer = desk.someone(Role.VIEWER, "jinjiang").get(f"/jinjiang/rules?{asked}")
    page = words_of(answer.text)
    assert answer.status_code == 200
    assert [part for part in told if part not in page] == []
    assert "<script>x" not in answer.text


def test_a_changed_rulebook_shows_the_difference_and_writes_nothing(jinjiang: Browser, desk: Desk) -> None:
    text = (ACCEPTANCE / "jinjiang" / "rulebook.yaml").read_text()
    before = standing(desk)
    told = hand_in(
        jinjiang,
        WHAT_IF,
        {"rulebook": ("新办法.yaml", text.replace("province_site: 10", "province_site: 12").encode())},
    )
    assert "1 个单位的分数会变，涉及 1 条记录" in told
    assert "磁灶镇退役军人服务站 10 12 +2" in " ".join(told.split())
    assert "照这样改，现有的分数一点也不变" in hand_in(jinjiang, WHAT_IF, {"rulebook": ("a.yaml", text.encode())})
    outlets = (ACCEPTANCE / "jinjiang" / "outlets.yaml").read_text()
    gone = hand_in(
        jinjiang,
        WHAT_IF,
        {"outlets": ("o.yaml", outlets.replace("class: province_site", "class: province_media", 1).encode())},
    )
    assert "10 15 +5" in " ".join(gone.split())
    assert standing(desk) == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"plan: {title: x}\ncomponents: nonsense\n", "rulebook.yaml 第"),
        (b"\xff\xfe\x00plan", "不是文字文件"),
        (b"a: &x [*x]\n", "rulebook.yaml 第 1 行"),
        (b"[" * 50_000, "rulebook.yaml 第 1 行"),
        (b"x" * 1_000_001, "太大了"),
        (b"", "rulebook.yaml 第 1 行"),
    ],
)
def test_a_bad_file_is_told_plainly_and_stops_there(desk: Desk, content: bytes, told: str) -> None:
    office = desk.someone(Role.OFFICE, "jinjiang")
    page = hand_in(office, WHAT_IF, {"rulebook": ("r.yaml", content)})
    assert office.page.status_code == 422
    assert told in page
    assert "baosong-what-if" not in page
    assert "请选择要试的文件" in hand_in(office, WHAT_IF, {})


def test_a_letter_is_judged_as_check_judges_it_and_leaves_nothing(filled: Desk) -> None:
    office = filled.someone(Role.OFFICE)
    raw = mail("2020年度+左家塘+慰问老兵", [manuscript("左家塘慰问老兵"), form("左家塘慰问老兵")])
    before = standing(filled)
    page = hand_in(office, LETTER, {"letter": ("试.eml", raw)})
    house = filled.house
    run = DryRun(settings=house.settings, readers=filled.console.readers, now=house.clock(), bureau="yuhua")
    [tried] = run.run([LetterFile(name="试.eml", raw=raw)])
    assert tried.findings
    assert [found.message for found in tried.findings if found.message not in page] == []
    assert "左家塘街道退役军人服务站" in page
    assert filled.console.words["yuhua"].word(tried.disposition) in page
    assert standing(filled) == before


def test_a_stored_letter_is_tried_by_its_number_unless_it_is_sealed_or_anothers(filled: Desk) -> None:
    office = filled.someone(Role.OFFICE)
    assert "走访慰问" in hand_in(office, LETTER, {}, number=ACCEPTED)
    for number, told in ((SEALED, "已经封存"), (OTHER, "台账里没有"), ("L999", "台账里没有"), ("", "请选择一封来信")):
        page = hand_in(office, LETTER, {}, number=number)
        assert office.page.status_code == 422
        assert told in page
        assert SECRET not in page


def test_of_a_letter_with_a_marking_nothing_is_shown(filled: Desk) -> None:
    raw = mail("2020年度+左家塘+训练", [manuscript(f"左家塘{SECRET}", ["机密★3年", f"{SECRET}。" * 20])])
    page = hand_in(filled.someone(Role.OFFICE), LETTER, {"letter": ("x.eml", raw)})
    assert "会封存" in page
    assert SECRET not in page


def test_files_need_the_forms_own_mark_and_a_letter_has_its_limit(filled: Desk) -> None:
    office = filled.someone(Role.OFFICE)
    assert office.client.post(LETTER, files={"letter": ("x.eml", b"x")}).status_code == 403
    much = {"content-length": "60000001"}
    assert office.client.post(LETTER, content=b"", headers=much).status_code == 413
    stranger = filled.browser()
    assert stranger.client.post(LETTER, files={"letter": ("x.eml", b"x")}).status_code == 401


def test_who_must_log_in_first_is_told_that_the_file_is_to_be_picked_again(filled: Desk) -> None:
    picked = {"letter": ("来信.eml", b"x")}
    assert "只有选的文件没有留住，要重新选" in filled.browser().client.post(LETTER, files=picked).text
    stale = filled.someone(Role.OFFICE).client.post(LETTER, files=picked)
    assert "文件没有留住，提交以后请重新选：来信.eml" in stale.text
    assert "没有留住" not in filled.browser().client.post(LETTER, data={"number": ACCEPTED}).text
