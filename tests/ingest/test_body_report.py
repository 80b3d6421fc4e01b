"""Adoption reports pasted into a mail's body."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.reported import ReportedRow
from pipeline.ingest.body_report import rows_in_body
from pipeline.ingest.html_tables import tables_of

MOST = 100_000
HEADING = ("序号", "稿件标题", "采用媒体", "链接", "刊发日期")
ROW = ("1", "走访慰问", "泉州晚报", "https://a.example.com/1", "2022年4月3日")
READ = [("走访慰问", "泉州晚报", "https://a.example.com/1", date(2022, 4, 3))]


def table(*rows: tuple[str, ...], cell: str = "<td>{}</td>") -> str:
    inside = "".join("<tr>" + "".join(cell.format(text) for text in row) + "</tr>" for row in rows)
    return f"<table><tbody>{inside}</tbody></table>"


def html(source: str, subject: str = "采用情况") -> tuple[ReportedRow, ...]:
    return rows_in_body([source], [], subject, MOST)


def plain(text: str, subject: str = "采用情况") -> tuple[ReportedRow, ...]:
    return rows_in_body([], [text], subject, MOST)


def told(rows: tuple[ReportedRow, ...]) -> list[tuple[str, str | None, str | None, date | None]]:
    return [(row.title, row.outlet, row.url, row.date) for row in rows]


@pytest.mark.parametrize(
    "source",
    [
        table(HEADING, ROW),
        table(HEADING, ROW, cell="<TD style='width:80px' class=\"MsoNormal\"><p><span>&nbsp;{}</span></p></TD>"),
        table(HEADING, ROW).replace("</td>", "").replace("</tr>", ""),
        table(HEADING, ROW).replace("</table>", ""),
        f"<div>您好</div><table><tr><td>{table(HEADING, ROW)}</td></tr></table>",
        table(HEADING, (*ROW[:3], '<a href="https://a.example.com/1">点击</a>', ROW[4])),
        f"<!-- <table> --><style>td {{}}</style>{table(HEADING, ROW)}",
        table(("序号", "稿件<br>标题", "采用<b>媒体</b>", "链接", "刊发日期"), ROW),
    ],
)
def test_a_table_of_the_body_is_read_however_it_is_written(source: str) -> None:
    assert told(html(source)) == READ


def test_cells_over_several_rows_and_columns_stand_for_each() -> None:
    rows = (
        "<tr><td colspan=5>安海镇2022年4月采用情况</td></tr>"
        "<tr><td>序号</td><td>稿件标题</td><td>采用媒体</td><td>链接</td><td>刊发日期</td></tr>"
        "<tr><td rowspan='2'>1</td><td rowspan=\"2\">走访慰问</td><td>泉州晚报</td><td></td><td>4月3日</td></tr>"
        "<tr><td>红网</td><td></td><td>4月5日</td></tr>"
    )
    found = html(f"<table>{rows}</table>")
    assert [(row.title, row.outlet, row.date) for row in found] == [
        ("走访慰问", "泉州晚报", date(2022, 4, 3)),
        ("走访慰问", "红网", date(2022, 4, 5)),
    ]


def test_words_above_the_table_tell_its_year() -> None:
    (row,) = html("<p>2021年12月采用情况如下</p>" + table(HEADING, (*ROW[:4], "12月3日")))
    assert row.date == date(2021, 12, 3)


@pytest.mark.parametrize("subject", ["回复：【JJ-2022-00012】已受理", "Re: 采用情况", "答复: 采用"])
@pytest.mark.parametrize(
    "mark",
    ["<blockquote>", "------------------ 原始邮件 ------------------", "在 2022-05-06 09:12:03，“局办公室” 写道："],
)
def test_what_an_answer_quotes_is_not_said_anew(subject: str, mark: str) -> None:
    assert html(f"<p>收到</p>{mark}{table(HEADING, ROW)}", subject) == ()
    assert told(html(f"{table(HEADING, ROW)}{mark}", subject)) == READ


def test_what_is_forwarded_is_said() -> None:
    source = f"<p>请查收</p>------------------ 原始邮件 ------------------{table(HEADING, ROW)}"
    assert told(html(source, "转发：采用情况")) == READ


def test_quoted_lines_of_an_answer_in_plain_text_are_left_out() -> None:
    quoted = "\n".join("> " + "\t".join(row) for row in (HEADING, ROW))
    assert plain(f"收到\n{quoted}", "回复：采用情况") == ()


@pytest.mark.parametrize(
    "text",
    [
        "\t".join(HEADING) + "\n" + "\t".join(ROW),
        "您好：\n\n" + "\t".join(HEADING) + "\n\n" + "\t".join(ROW) + "\n\n此致\n敬礼  安海镇  2022年5月1日",
        "  ".join(HEADING) + "\n" + "   ".join(ROW),
        "\u3000\u3000".join(HEADING) + "\n" + "\u3000\u3000".join(ROW),
        "|" + "|".join(HEADING) + "|\n|---|---|---|---|---|\n|" + "|".join(ROW) + "|",
        "  ".join(HEADING) + "\n" + "  ".join((*ROW[:3], ROW[4])) + "\n" + ROW[3],
    ],
)
def test_a_table_in_plain_text_is_read_however_it_is_set_out(text: str) -> None:
    assert told(plain(text)) == READ


def test_a_row_with_cells_left_out_is_read_by_what_stands_in_them() -> None:
    text = "  ".join(HEADING) + "\n1  走访慰问  泉州晚报  2022.4.3\n2  宣讲活动\n"
    first, second = plain(text)
    assert (first.outlet, first.url, first.date, first.doubt) == ("泉州晚报", None, date(2022, 4, 3), "")
    assert (second.title, second.outlet, second.doubt) == ("宣讲活动", None, "")


def test_a_row_that_cannot_be_set_under_its_headings_is_doubtful() -> None:
    text = "  ".join((*HEADING, "采用方式", "版面")) + "\n1  走访慰问  单独  2022.4.3\n"
    (row,) = plain(text)
    assert "没有对齐" in row.doubt


def test_the_html_speaks_where_both_texts_hold_the_table() -> None:
    rows = rows_in_body([table(HEADING, ROW)], ["\n".join([*HEADING, *ROW])], "采用情况", MOST)
    assert told(rows) == READ


@pytest.mark.parametrize(
    "text", ["", "请查收附件。", "标题  媒体\n走访  红网", "序号\t姓名\t单位\t日期\n1\t张三\t安海\t5月"]
)
def test_a_body_without_a_report_has_no_rows(text: str) -> None:
    assert plain(text) == ()


PIECES = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td rowspan=3 colspan=9>",
        "<a href='x'>",
        "&#9;",
        "序号",
        "标题",
        "媒体",
        "日期",
        "<",
    ]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join))
def test_any_html_is_read_without_a_fault(source: str) -> None:
    for grid in tables_of(source, MOST):
        assert grid.lines
    rows_in_body([source], [source], "回复：", MOST)


@pytest.mark.parametrize(
    "piece", ["<table>", "<tr>", "<td rowspan=9999 colspan=999>", "<table><tr><td>", "<a href='", "<td", "</td>"]
)
def test_hostile_html_stays_within_bounds(piece: str) -> None:
    source = "<table><tr><td>" + piece * (200_000 // len(piece))
    cells = [spot for grid in tables_of(source, MOST) for line in grid.lines for spot in line.spots.values()]
    assert len(cells) <= 5_000 * 60
