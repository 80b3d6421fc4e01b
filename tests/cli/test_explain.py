"""`explain` for people: by day, with a total, the unit by its name, and why something was taken back."""

import re

import pytest
from cli.conftest import Desk

SIGNED = ("--reason", "重复登记", "--by", "王")
USED = "标题,采用刊物或新媒体,刊发日期\n"


@pytest.fixture
def used(empty: Desk) -> Desk:
    """A piece that 省厅官网 used in June, which was entered first, and 泉州晚报 in May."""
    unit = ("--bureau", "jinjiang", "--unit", "磁灶", "--date", "2022-05-03", "--by", "李")
    empty("register", *unit, "--title", "走访慰问老兵")
    for row in ("走访慰问老兵,省厅官网,2022-06-09\n", "走访慰问老兵,泉州晚报,2022-05-20\n"):
        file = empty.data.parent / "used.csv"
        file.write_text(USED + row, encoding="utf-8")
        done = empty("import", "adoptions", "--bureau", "jinjiang", "--yes", file)
        assert done.code == 0, done.err
    return empty


def test_lines_stand_by_day_with_a_total_and_the_units_name(used: Desk) -> None:
    told = used("explain", "JJ-2022-00001").out
    assert "磁灶镇退役军人服务站" in told.splitlines()[0]
    days = re.findall(r"^E\d+  (\S+)", told, re.MULTILINE)
    assert days == sorted(days)
    assert days[0] == "2022-05-20"
    assert "\n合计：10分\n" in told
    assert used("explain", "JJ-2022-00001", "--json").json["totals"] == {"points": "10"}


def test_what_was_withdrawn_says_why_in_its_line_and_below(used: Desk) -> None:
    used("settle", "F2", "--bureau", "jinjiang", "--withdraw", *SIGNED)
    told = used("explain", "JJ-2022-00001").out
    assert "由王撤销：重复登记。冲销原来的记录：泉州晚报" in told
    assert "F2 已撤销：由王撤销：重复登记" in told
    assert "\n合计：10分\n" in told


def test_points_by_hand_are_explained_by_the_name_of_their_line(used: Desk) -> None:
    points = ("--bureau", "jinjiang", "--unit", "磁灶", "--points", "-2", "--date", "2022-06-10")
    entry = used("adjust", *points, *SIGNED, "--json").json["name"]
    told = used("explain", entry).out
    assert told.startswith("磁灶镇退役军人服务站  王\n")
    assert "手工调整：重复登记" in told
    assert used("explain", "E999").code == 1
