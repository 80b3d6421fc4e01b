"""`list`: what is asked for, and nothing else; at 80 columns, and a line a piece in a pipe."""

from datetime import datetime

import pytest
from cli.conftest import LONG_TITLE, Desk

from pipeline.cli.asked import span_of
from pipeline.domain.timeutil import SHANGHAI

WHY = ("--reason", "经核实", "--by", "李主任")
ALL = [f"YH-2020-0000{n}" for n in range(1, 6)]


def numbers(desk: Desk, *filters: str) -> list[str]:
    done = desk("list", "--json", *filters)
    assert (done.code, done.err) == (0, "")
    return [row["number"] for row in done.json]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ([], ALL),
        (["--bureau", "yuhua"], ALL),
        (["--bureau", "jinjiang"], []),
        (["--state", "returned"], ["YH-2020-00002"]),
        (["--state", "退回补正"], ["YH-2020-00002"]),
        (["--state", "adopted"], []),
        (["--unit", "zuojiatang"], ["YH-2020-00001", "YH-2020-00002", "YH-2020-00005"]),
        (["--unit", "左家塘街道退役军人服务站"], ["YH-2020-00001", "YH-2020-00002", "YH-2020-00005"]),
        (["--unit", "左家塘"], ["YH-2020-00001", "YH-2020-00002", "YH-2020-00005"]),
        (["--unit", "左家塘", "--state", "sealed"], ["YH-2020-00005"]),
        (["--unit", "青阳"], []),
        (["--period", "2020-05"], ALL),
        (["--period", "2020Q2"], ALL),
        (["--period", "2020q2"], ALL),
        (["--period", "2020"], ALL),
        (["--period", "2020-04"], []),
        (["--period", "2020Q3"], []),
        (["--period", "2021"], []),
        (["--words", "走访 老兵", "--state", "received"], ["YH-2020-00001"]),
        (["--words", "yh-2020-00004"], ["YH-2020-00004"]),
        (["--words", "没有这几个字"], []),
    ],
)
def test_filters_leave_what_was_asked_for(looking: Desk, filters: list[str], expected: list[str]) -> None:
    assert numbers(looking, *filters) == expected


def test_a_line_of_the_json_holds_what_scripts_need(looking: Desk) -> None:
    [row] = looking("list", "--state", "received", "--json").json
    assert row | {"accepted": None} == {
        "number": "YH-2020-00001", "bureau": "yuhua", "state": "received", "disposition": "accepted",
        "unit": "zuojiatang", "year": 2020, "keyword": "走访慰问", "title": "左家塘街道走访慰问老兵",
        "chars": row["chars"], "sender": "zuojiatang@yuhua.test", "arrived": "2020-05-06T18:00:00+08:00",
        "accepted": None, "next": "局办公室负责同志初审",
    }  # fmt: skip


def test_people_read_units_states_and_times_in_their_own_words(looking: Desk) -> None:
    done = looking("list", "--state", "received")
    heading, row = done.out.partition("审核走到哪一步")[0].rstrip().splitlines()
    assert heading.split() == ["编号", "状态", "单位", "标题", "来信时间"]
    assert row.split() == ["YH-2020-00001", "已受理", "左家塘", "左家塘街道走访慰问老兵", "2020-05-06", "18:00"]


def test_in_a_pipe_every_piece_is_one_line_with_its_whole_title(looking: Desk) -> None:
    lines = looking("list", "--unit", "左家塘").out.partition("审核走到哪一步")[0].splitlines()[:-1]
    assert len(lines) == 4
    assert LONG_TITLE in lines[2]


def test_letters_that_wait_stand_below_where_they_belong_to_what_was_asked_for(looking: Desk) -> None:
    whole = looking("list").out
    assert "等人处理的来信" in whole
    [waiting] = [line for line in whole.splitlines() if line.startswith("L")]
    assert waiting.split() == ["L6", "待人工核对", "撤回两篇稿件", "zuojiatang@yuhua.test", "2020-05-06", "18:00"]
    for with_it in (["--state", "held"], ["--unit", "左家塘"], ["--period", "2020-05"], ["--bureau", "yuhua"]):
        assert "L6" in looking("list", *with_it).out
    for without in (["--state", "returned"], ["--state", "sealed"], ["--unit", "高桥"], ["--period", "2021"]):
        assert "等人处理的来信" not in looking("list", *without).out
    assert "L6" not in looking("list", "--bureau", "jinjiang").out


@pytest.mark.parametrize("asked", [["list"], ["show", "L1"], ["decide", "L1", "accept", *WHY], ["reprocess", "L1"]])
def test_a_data_folder_that_was_mistyped_is_told_and_not_made(empty: Desk, asked: list[str]) -> None:
    done = empty(*asked)
    assert done.code == (0 if asked == ["list"] else 1)
    assert f"数据文件夹 {empty.data} 里还没有台账" in done.err
    assert not empty.data.exists()
    assert empty("list", "--json").json == []


def test_a_sealed_piece_shows_nothing_that_was_written_in_it(looking: Desk) -> None:
    done = looking("list", "--state", "sealed")
    assert "换防" not in done.out + looking("list", "--json").out
    assert "—" in done.out


def test_nothing_found_is_said(looking: Desk) -> None:
    done = looking("list", "--period", "2021")
    assert (done.code, done.out) == (0, "没有符合条件的报送件。\n")
    assert looking("list", "--period", "2021", "--json").out == "[]\n"


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (["--state", "gone"], ["没有“gone”这种状态", "held（待人工核对）"]),
        (["--unit", "没有的街道"], ["没有“没有的街道”这个单位", "全称或简称"]),
        (["--period", "2020-13"], ["看不懂周期“2020-13”", "2020Q2"]),
        (["--period", "2020-00"], ["看不懂周期"]),
        (["--period", "2020Q5"], ["看不懂周期"]),
        (["--period", "0000"], ["看不懂周期"]),
        (["--period", "9999"], ["看不懂周期"]),
        (["--period", "上个月"], ["看不懂周期"]),
    ],
)
def test_a_question_that_cannot_be_understood_is_told(looking: Desk, filters: list[str], told: list[str]) -> None:
    for form in ([], ["--json"]):
        done = looking("list", *filters, *form)
        assert (done.code, done.out) == (2, "")
        assert [word for word in told if word not in done.err] == []


@pytest.mark.parametrize(
    ("period", "first", "after"),
    [
        ("2020-01", (2020, 1), (2020, 2)),
        ("2020-12", (2020, 12), (2021, 1)),
        ("2020Q1", (2020, 1), (2020, 4)),
        ("2020Q4", (2020, 10), (2021, 1)),
        (" 2020 ", (2020, 1), (2021, 1)),
    ],
)
def test_a_period_runs_on_the_office_clock_up_to_the_next(
    period: str, first: tuple[int, int], after: tuple[int, int]
) -> None:
    assert span_of(period) == (datetime(*first, 1, tzinfo=SHANGHAI), datetime(*after, 1, tzinfo=SHANGHAI))
