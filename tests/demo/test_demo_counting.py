"""The demo's month in points: closed, told, laid out; reckoned by hand beside what the desk reckoned."""

import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
from demo.conftest import ROOT, Played
from docx import Document
from PIL import Image
from report.workbook import Workbook

from pipeline.demo.month import load_month
from pipeline.demo.month.shapes import BureauMonth
from pipeline.settings import load

MONTH = "2026-05"
BUREAUS = [pytest.param(one, id=one.bureau) for one in load_month().bureaus]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]  # one month is played for them all


def test_what_a_hand_reckons_adds_up() -> None:
    for one in load_month().bureaus:
        for earned in one.earns:
            assert sum((b.points for b in earned.because), Decimal(0)) == earned.points, earned.unit
    clauses = {b.clause for one in load_month().bureaus for earned in one.earns for b in earned.because}
    assert clauses == {"附件1", "附件1注2", "附件1注3", "附件1注4", "三（四）2"}


def test_reports_come_as_word_as_a_workbook_and_pasted_and_rows_of_every_fate() -> None:
    letters = [sent for _, sent in load_month().letters() if sent.rows]
    kinds = Counter(thing.what for sent in letters for thing in sent.brings)
    assert kinds["report_word"] >= 3
    assert kinds["report_sheet"] >= 2
    assert sum(sent.pasted for sent in letters) >= 2
    assert {row.becomes for sent in letters for row in sent.rows} == {"taken", "known", "waits"}


@pytest.mark.parametrize("one", BUREAUS)
def test_units_have_the_points_that_a_hand_reckons(played: Played, one: BureauMonth) -> None:
    standings = played.told["months"][one.bureau]["standings"]
    assert {earned.unit: Decimal(standings[earned.unit]) for earned in one.earns} == {
        earned.unit: earned.points for earned in one.earns
    }
    units = load(ROOT / "config").bureaus[one.bureau].bureau.roster.units
    assert standings.keys() == {unit.id for unit in units}


@pytest.mark.parametrize("one", BUREAUS)
def test_the_months_papers_lie_in_out_and_open(played: Played, one: BureauMonth) -> None:
    papers = [Path(paper) for paper in played.told["months"][one.bureau]["papers"]]
    issued = {paper.suffix: paper for paper in papers if paper.parent == played.data / "out" / one.bureau / MONTH}
    assert issued.keys() == {".docx", ".xlsx", ".png"}
    bulletin = Document(str(issued[".docx"]))
    text = "\n".join(paragraph.text for paragraph in bulletin.paragraphs)
    assert "关于2026年5月信息宣传工作情况的通报" in text
    assert "第1期" in text
    rows = Workbook(issued[".xlsx"].read_bytes()).rows("名次表")[2:]
    assert len(rows) == len(load(ROOT / "config").bureaus[one.bureau].bureau.roster.units)
    with Image.open(issued[".png"]) as chart:
        assert chart.width > 600


def test_the_bulletin_names_who_answered_a_call_late(played: Played) -> None:
    for bureau, unit, person in (("jinjiang", "英林镇", "吴建平"), ("yuhua", "黎托街道", "何志远")):
        [bulletin] = (played.data / "out" / bureau / MONTH).glob("2026*.docx")
        text = "\n".join(paragraph.text for paragraph in Document(str(bulletin)).paragraphs)
        assert re.search(f"{unit}退役军人服务站（责任人：{person}）未按时按量完成", text)


def test_fees_are_stated_for_the_quarter_so_far(played: Played) -> None:
    [statement] = (played.data / "out" / "yuhua" / "2026Q2").glob("*稿费发放表.docx")
    cells = [[cell.text for cell in row.cells] for row in Document(str(statement)).tables[0].rows]
    paid = {row[1]: row[3] for row in cells if row[0].isdecimal()}
    assert paid["双拥优抚科"] == "1,000.00"
    assert paid["左家塘街道退役军人服务站"] == "350.00"
    assert not (played.data / "out" / "jinjiang" / "2026Q2").exists()


def test_every_unit_gets_its_month_and_the_office_the_whole_set(played: Played) -> None:
    for bureau, settings in load(ROOT / "config").bureaus.items():
        units = [unit for unit in settings.bureau.roster.units if unit.addresses]
        told = played.rows(f"select \"to\" from outbox where kind = 'unit_month' and bureau = '{bureau}'")
        assert sorted(to for (to,) in told) == sorted(unit.addresses[0] for unit in units)
    office = played.rows("select bureau, count(*) from outbox where kind = 'office_month' group by bureau")
    assert dict(office) == {"jinjiang": 3, "yuhua": 3}  # to approve, issued, the stations' part


def test_a_duty_that_a_paper_piece_completes_is_not_told_as_missing(played: Played) -> None:
    [(subject,)] = played.rows(
        "select subject from outbox where kind = 'unit_month' and \"to\" = 'cizao@jinjiang.test'"
    )
    assert subject.startswith("2026年5月第1名，49.67分")
    assert "未完成" not in subject


def test_a_unit_hears_at_once_of_each_use_and_of_what_a_higher_one_adds(played: Played) -> None:
    first, second, last = _subjects(played, "adopted")
    assert "计3分" in first
    assert "计5分" in second
    assert last.startswith("您的2篇稿件被采用，计15分")


def _subjects(played: Played, kind: str, to: str = "cizao@jinjiang.test") -> list[str]:
    rows = played.rows(f"select subject from outbox where kind = '{kind}' and \"to\" = '{to}' order by id")
    return [subject for (subject,) in rows]


def test_the_office_is_reminded_of_the_reads_on_the_seventh_day(played: Played) -> None:
    assert played.rows("select \"to\" from outbox where kind = 'reads_wanted'") == [("daiban@jinjiang.test",)]


def test_a_wording_once_settled_is_remembered_in_the_demos_own_config_alone(played: Played) -> None:
    own = (played.data / "config" / "bureaus" / "jinjiang" / "settled.yaml").read_text("utf-8")
    assert "泉州晚报客户端" in own
    assert not list((ROOT / "config").rglob("settled.yaml"))
    used = played.rows(
        "select distinct unit from entries where outlet = 'quanzhou_evening' and day in ('2026-05-13', '2026-05-14')"
    )
    assert sorted(used) == [("luoshan",), ("qingyang",)]  # the row that was settled, and another unit's alike


def test_the_page_shows_standings_papers_and_each_units_mail_with_its_picture(played: Played) -> None:
    out = played.data / "out"
    page = (out / "index.html").read_text("utf-8")
    for text in ("49.67", "办公室自己录入、核对的", "等办公室核对的采用情况（7项）", "2026年5月的名次和通报"):
        assert text in page
    mails = re.findall(r'href="(mails/\d+-unit_month\.html)"', page)
    assert len(mails) == 24 + 17
    shown = [(out / mail).read_text("utf-8") for mail in mails]
    assert sum("data:image/png;base64," in mail for mail in shown) == 11  # the units with points
    assert not any("cid:" in mail for mail in shown)


def test_closed_again_nothing_is_made_or_sent(played: Played, tmp_path: Path) -> None:
    data = Path(copytree(played.data, tmp_path / "data"))
    mails = "select count(*) from outbox"
    papers = {path: path.read_bytes() for path in (data / "out" / "jinjiang").rglob("*.*")}
    arguments = ["close-month", "--bureau", "jinjiang", "--period", MONTH]
    command = [sys.executable, "-m", "pipeline", *arguments, "--config", data / "config", "--data", data]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "此前已经结账" in ended.stdout
    assert Played(data, played.told).rows(mails) == played.rows(mails)
    assert {path: path.read_bytes() for path in (data / "out" / "jinjiang").rglob("*.*")} == papers


def test_a_workbook_of_the_month_is_written_in_the_same_bytes(tmp_path: Path) -> None:
    from pipeline.demo.writing import Writer

    sent = load_month().letter("jj-report-luoshan")
    writer = Writer(month=load_month(), bureau=load(ROOT / "config").bureaus["jinjiang"])
    [one], [other] = writer.files(sent), writer.files(sent)
    assert one == other
    cells = Workbook(one.content).cells("Sheet1").values()
    assert "学习强国福建平台" in {cell.value for cell in cells}
