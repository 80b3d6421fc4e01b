"""`facts` and `settle`: what waits for the office, and putting it right, as a clerk types it."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from cli.conftest import ACCEPTANCE, Desk

from pipeline.domain.facts import Adoption
from pipeline.settings import load
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.take import Offered, Source, take
from pipeline.steps.house import open_house
from pipeline.steps.process import open_desk

BUREAU = ("--bureau", "jinjiang")
WHY = ("--reason", "经核实", "--by", "李主任")
UNKNOWN = "闽省退役军人网站"


@pytest.fixture
def waiting(tmp_path: Path) -> Desk:
    """One piece that a claim may mean, and three rows of a report: not matched, and twice an unknown outlet."""
    desk = Desk(tmp_path / "data", Path(shutil.copytree(ACCEPTANCE, tmp_path / "config")))
    for title in ("磁灶镇走访慰问老兵", "磁灶镇慰问烈属"):
        done = desk("register", *BUREAU, "--unit", "磁灶", "--date", "2022-05-03", "--title", title, "--by", "李")
        assert done.code == 0
    house = open_house(load(desk.config), desk.data)
    told = {"title": "走访老兵", "outlet": "省厅官网", "date": "2022-05-09"}
    rows = [
        Offered(
            kind="adoption", name="r:1", place="《附件2.docx》第1行", told=told, why="没有找到对应的稿件",
            candidates=("JJ-2022-00001", "JJ-2022-00002"),
        ),
        *(
            Offered(
                kind="adoption", name=f"r:{n + 1}", place=f"《附件2.docx》第{n + 1}行", told={"outlet": UNKNOWN},
                fact=Adoption(submission=f"JJ-2022-0000{n}", outlet=UNKNOWN, date=date(2022, 5, 9)),
            )
            for n in (1, 2)
        ),
    ]  # fmt: skip
    with house.database.writing() as session:
        pen = open_desk(house, "jinjiang").pen(session)
        for row in rows:
            assert take(pen, plan_of(house, "jinjiang"), row, Source(kind="report", unit="cizao")).outcome == "waits"
    house.database.close()
    return desk


def test_an_outlet_that_nothing_is_near_to_is_told_with_what_to_do(waiting: Desk) -> None:
    wrong = waiting("settle", "F1", *BUREAU, "--outlet", "甲乙丙丁", *WHY)
    assert wrong.code == 2
    assert "没有名称与“甲乙丙丁”相近的载体" in wrong.err
    assert "outlets.yaml 里加一条" in wrong.err
    assert "可能是" not in wrong.err


def test_what_waits_is_told_with_its_reason_and_the_way_to_settle_it(waiting: Desk) -> None:
    done = waiting("facts", *BUREAU, "--waiting")
    assert (done.code, done.err) == (0, "")
    assert "F1  采用  走访老兵  省厅官网  2022-05-09\n" in done.out
    assert "    《附件2.docx》第1行\n    没有找到对应的稿件\n    可能是：JJ-2022-00001、JJ-2022-00002\n" in done.out
    assert f"名录里没有“{UNKNOWN}”" in done.out
    assert "baosong settle F1 --bureau jinjiang" in done.out


def test_every_fact_is_listed_with_its_state_and_json_is_one_document(waiting: Desk) -> None:
    waiting("settle", "F1", *BUREAU, "--refuse", *WHY)
    listed = waiting("facts", *BUREAU).out
    assert [line.split()[:3] for line in listed.splitlines()[1:]] == [
        ["F1", "不予登记", "采用"], ["F2", "待核对", "采用"], ["F3", "待核对", "采用"],
    ]  # fmt: skip
    found = waiting("facts", *BUREAU, "--waiting", "--json").json
    assert [(f["name"], f["number"], f["outlet"]) for f in found] == [
        ("F2", "JJ-2022-00001", UNKNOWN), ("F3", "JJ-2022-00002", UNKNOWN),
    ]  # fmt: skip


def test_a_row_is_put_right_counted_and_told(waiting: Desk) -> None:
    done = waiting("settle", "F1", *BUREAU, "--number", "JJ-2022-00001", *WHY)
    assert (done.code, done.err) == (0, "")
    assert done.out == "F1：已登记（JJ-2022-00001）。\n积分变动：磁灶镇退役军人服务站 +10。\n"
    back = waiting("settle", "f1", *BUREAU, "--withdraw", *WHY)
    assert back.out == "F1：已撤销。\n积分变动：磁灶镇退役军人服务站 -10。\n"
    shown = waiting("show", "JJ-2022-00001")
    assert "李主任撤销F1。理由：经核实" in shown.out
    assert "状态：已受理" in shown.out


def test_a_remembered_wording_settles_the_others_and_json_tells_it(waiting: Desk) -> None:
    done = waiting("settle", "F2", *BUREAU, "--outlet", "省厅官网", "--remember", *WHY, "--json").json
    assert (done["outcome"], done["remembered"], done["also"]) == ("taken", UNKNOWN, ["F3"])
    assert done["changes"] == [{"unit": "cizao", "points": "20"}]
    assert waiting("facts", *BUREAU, "--waiting", "--json").json[0]["name"] == "F1"


def test_what_still_waits_ends_with_1_and_says_why(waiting: Desk) -> None:
    done = waiting("settle", "F1", *BUREAU, "--number", "JJ-2022-00001", "--date", "2099-01-01", *WHY)
    assert done.code == 1
    assert done.out == "F1：仍待核对：日期是2099-01-01，还没有到。\n"


def test_nothing_on_record_is_said_so(empty: Desk) -> None:
    assert empty("facts", *BUREAU).out == "还没有登记的事实。\n"
    assert empty("facts", *BUREAU, "--waiting").out == "没有等局办公室核对的事项。\n"
    assert empty("facts", *BUREAU, "--json").json == []


@pytest.mark.parametrize(
    ("order", "code", "told"),
    [
        (("F99", "--refuse", *WHY), 1, "没有编号为F99的待核对事项"),
        (("F1", *WHY), 2, "请写明要改什么"),
        (("F1", "--refuse"), 2, "--reason"),
        (("F1", "--withdraw", *WHY), 1, "没有登记在册"),
        (("F1", "--number", "JJ-2022-00099", *WHY), 1, "台账里没有"),
        (("F1", "--outlet", "没听说过", *WHY), 2, "没有名称与“没听说过”相近的载体"),
        (("F1", "--outlet", "东南早报", *WHY), 2, "请补充版面"),
        (("F1", "--outlet", "省厅官网", *WHY), 2, "请用 --number 写明编号"),
        (("F1", "--date", "昨天", *WHY), 2, "看不懂日期"),
    ],
)
def test_what_is_wrong_is_told_with_the_way_out(waiting: Desk, order: tuple[str, ...], code: int, told: str) -> None:
    done = waiting("settle", order[0], *BUREAU, *order[1:])
    assert (done.code, done.out) == (code, "")
    assert told in done.err
