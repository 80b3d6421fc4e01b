"""Rows of adoption reports out of tables as units make them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.reported import ReportedRow
from pipeline.ingest.grid import Grid, Line, Spot
from pipeline.ingest.report_rows import MOST_ROWS, rows_of

PLAN = ("序号", "信息稿件名称", "采用刊物或新媒体", "链接（多个媒体采用填最高级别媒体）", "刊发日期")
UP = Spot(merged=True)


def grid(*rows: tuple[str | Spot, ...], above: tuple[str, ...] = ()) -> Grid:
    lines = []
    for number, row in enumerate(rows, 1):
        spots = {at: cell if isinstance(cell, Spot) else Spot(text=cell) for at, cell in enumerate(row)}
        lines.append(Line(number=number, spots=spots))
    return Grid(lines=tuple(lines), above=above)


def read(*rows: tuple[str | Spot, ...], above: tuple[str, ...] = ()) -> tuple[ReportedRow, ...]:
    found = rows_of(grid(*rows, above=above))
    assert found is not None
    return found


def uses(*rows: tuple[str | Spot, ...]) -> list[tuple[str, str | None]]:
    return [(row.title, row.outlet) for row in read(PLAN, *rows)]


ROW = ("1", "走访慰问", "泉州晚报", "https://a.example.com/1", "2022年4月3日")


@pytest.mark.parametrize(
    "heading",
    [
        PLAN,
        ("序 号", "信息稿件\n名称", "采用刊物或新媒体", "链 接", "刊发日期"),
        ("序号", "稿件标题", "采用媒体", "网址", "发布日期"),
        ("No.", "标题：", "刊发媒体", "链接（网址）", "采用时间"),
        ("", "题目", "载体", "链接", "时间"),
        ("序号", "2022年信息稿件名称", "采用刊物或新媒体名称", "网页链接", "刊发日期（年月日）"),
    ],
)
def test_headings_are_known_in_many_wordings(heading: tuple[str, ...]) -> None:
    (row,) = read(heading, ROW)
    assert (row.title, row.outlet, row.url, row.date) == (
        "走访慰问",
        "泉州晚报",
        "https://a.example.com/1",
        date(2022, 4, 3),
    )


@pytest.mark.parametrize(
    "heading",
    [
        ("序号", "姓名", "单位", "日期"),
        ("标题", "内容", "时间"),
        ("单位", "任务数", "完成数", "媒体"),
        ("标题", "媒体"),
        ("稿件标题", "供稿单位", "撰稿人", "初审意见"),
        ("标题", "采用媒体级别", "得分", "日期"),
    ],
)
def test_an_ordinary_table_is_no_report(heading: tuple[str, ...]) -> None:
    assert rows_of(grid(heading, ("1", "张三", "红网", "5月"))) is None


def test_title_rows_above_the_heading_tell_the_year() -> None:
    title = (Spot(text="2021年12月投稿及采用情况表", span=5),)
    (row,) = read(title, ("填报单位：安海镇",), PLAN, (*ROW[:4], "12月3日"))
    assert row.date == date(2021, 12, 3)


def test_a_heading_in_two_rows_is_read_as_one() -> None:
    upper = ("序号", "稿件标题", Spot(text="采用情况", span=3))
    lower = (UP, UP, "媒体", "链接", "日期")
    (row,) = read(upper, lower, ROW)
    assert (row.outlet, row.date, row.place) == ("泉州晚报", date(2022, 4, 3), "第3行（序号1）")


def test_the_heading_said_again_on_the_next_page_is_no_row() -> None:
    assert uses(ROW, PLAN, ("2", "宣讲", "红网", "", "")) == [("走访慰问", "泉州晚报"), ("宣讲", "红网")]


def test_a_heading_in_another_order_further_down_counts_from_there() -> None:
    other = ("采用媒体", "标题", "日期")
    assert uses(ROW, other, ("红网", "宣讲", "4月5日"))[1] == ("宣讲", "红网")


@pytest.mark.parametrize(
    "row",
    [
        (),
        ("", "", "", "", ""),
        ("3", "", "", "", ""),
        ("合计", "2条", "", "", ""),
        ("合 计", "", "5", "", ""),
        (Spot(text="一、市级媒体采用", span=5),),
        ("备注：以上均为原创",),
        ("填表人：张三", "", "审核人：李四", "", ""),
        ("", "无", "", "", ""),
    ],
)
def test_sums_sections_notes_and_blank_rows_are_no_rows(row: tuple[str | Spot, ...]) -> None:
    found = uses(ROW, row)
    assert found[:1] == [("走访慰问", "泉州晚报")]
    assert all(title == "无" for title, _ in found[1:])


@pytest.mark.parametrize("ditto", ["同上", "〃", "″", '"', UP])
def test_what_stands_above_is_meant(ditto: str | Spot) -> None:
    assert uses(ROW, ("2", ditto, "红网", "", ditto), ("3", "宣讲", ditto, "", ditto)) == [
        ("走访慰问", "泉州晚报"),
        ("走访慰问", "红网"),
        ("宣讲", "红网"),
    ]


def test_a_row_merged_whole_into_the_one_above_is_no_row_of_its_own() -> None:
    assert uses(ROW, (UP, UP, UP, UP, UP)) == [("走访慰问", "泉州晚报")]


@pytest.mark.parametrize(
    ("cell", "outlets"),
    [
        ("学习强国、泉州晚报", ["学习强国", "泉州晚报"]),
        ("学习强国\n泉州晚报", ["学习强国", "泉州晚报"]),
        ("1.学习强国 \n2.泉州晚报；", ["学习强国", "泉州晚报"]),
        ("学习强国，《泉州晚报》", ["学习强国", "《泉州晚报》"]),
        ("学习强国（全国平台、福建平台）", ["学习强国（全国平台、福建平台）"]),
        ("晋江市退役军人事务局公众号\n（单条）", ["晋江市退役军人事务局公众号（单条）"]),
        ("学习强国、学习强国", ["学习强国"]),
        ("未采用", [None]),
        ("/", [None]),
    ],
)
def test_several_outlets_in_one_cell_are_several_uses(cell: str, outlets: list[str | None]) -> None:
    assert [outlet for _, outlet in uses(("1", "走访", cell, "", "2022.4.3"))] == outlets


def test_links_and_days_go_with_the_outlets_they_stand_beside() -> None:
    links, days = "https://a.example.com/1\nhttps://b.example.com/2", "2022.4.3\n2022.4.5"
    rows = read(PLAN, ("1", "走访", "学习强国\n泉州晚报", links, days))
    assert [(row.url, row.date) for row in rows] == [
        ("https://a.example.com/1", date(2022, 4, 3)),
        ("https://b.example.com/2", date(2022, 4, 5)),
    ]


@pytest.mark.parametrize(
    ("row", "doubt"),
    [
        (("1", "", "红网", "", "2022.4.3"), "没有写稿件名称"),
        (("1", "走访", "", "https://a.example.com/1", ""), "没有写采用的刊物或媒体"),
        (("1", "走访", "红网", "", ""), "没有写刊发日期"),
        (("1", "走访", "红网", "", "2022年4月"), "读不出"),
        (("1", "走访", "红网", "", "2022.2.30"), "读不出"),
        (("1", "走访", "红网", "", "2022年4月3日至5日"), "读不出"),
        (("1", "走访", "红网、学习强国", "", "2022.4.3、2022.4.5、2022.4.7"), "几天"),
        (("1", "走访", "红网", "", Spot(text="4.1", number=4.1)), "小数"),
    ],
)
def test_a_doubtful_row_says_what_is_wrong(row: tuple[str | Spot, ...], doubt: str) -> None:
    for found in read(PLAN, row):
        assert doubt in found.doubt
        assert found.date is None or "日期" not in found.doubt


def test_a_mode_that_is_none_is_doubtful() -> None:
    (row,) = read((*PLAN, "采用方式"), (*ROW, "抖音直播"))
    assert "抖音直播" in row.doubt


@pytest.mark.parametrize(
    "row",
    [
        ("1", "【JJ-2022-00012】走访", "红网", "", "2022.4.3", ""),
        ("1", "走访", "红网", "", "2022.4.3", "jj-2022-00012".upper()),
    ],
)
def test_the_pieces_number_is_read_from_its_column_or_from_the_title(row: tuple[str, ...]) -> None:
    (found,) = read((*PLAN, "编号"), row)
    assert found.number == "JJ-2022-00012"


def test_a_running_number_is_no_pieces_number() -> None:
    (found,) = read(("编号", *PLAN[1:]), ROW)
    assert found.number is None


def test_a_link_in_the_outlets_cell_is_a_link() -> None:
    (row,) = read(PLAN, ("1", "走访", "红网 https://a.example.com/1", "", "2022.4.3"))
    assert (row.outlet, row.url) == ("红网", "https://a.example.com/1")


def test_no_more_rows_are_read_than_a_report_can_have() -> None:
    assert len(read(PLAN, *([ROW] * (MOST_ROWS + 5)))) == MOST_ROWS


CELL = st.sampled_from(
    ["", "1", "走访", "红网、学习强国", "同上", "4月3日", "2022.4.3", "https://a.test", "合计", *PLAN]
) | st.text(max_size=6)


@given(
    st.lists(
        st.lists(CELL | st.just(UP) | st.builds(Spot, text=CELL, span=st.integers(1, 6)), max_size=6).map(tuple),
        max_size=8,
    )
)
def test_whatever_stands_below_the_heading_every_row_has_a_place_and_names_something(rows) -> None:
    for row in rows_of(grid(PLAN, *rows)) or ():
        assert row.place
        assert row.title or row.outlet or row.url
        assert row.doubt or row.outlet is None or row.date or row.date_text
