"""Files the office imports: what they hold, and every mistake told at once with its place and remedy."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from pipeline.domain.imported import Imported, ImportKind
from pipeline.domain.reported import ReportedRow
from pipeline.ingest.import_table import read_import
from pipeline.settings.values import Limits

TODAY = date(2022, 5, 31)
ADOPTIONS = [
    ["编号", "标题", "载体", "刊发日期", "采用方式", "链接", "版面"],
    ["YH-2022-00012", "", "省厅官网", "2022-05-03", "单独", "https://hunan.example.com/1", ""],
    ["", "走访慰问老兵", "长沙晚报、红网", "2022.5.6", "综合", "", "头版"],
]


def imported(tmp_path: Path, kind: str, content: str | bytes, name: str = "表.csv") -> Imported:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_import(ImportKind(kind), file, Limits(), today=TODAY)


def csv(rows: list[list[str]], sign: str = ",") -> str:
    return "\n".join(sign.join(row) for row in rows)


def xlsx(tmp_path: Path, rows: list[list[object]], title: str = "") -> Path:
    file = tmp_path / "表.xlsx"
    book = Workbook(file)
    sheet, days = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    top = [[title]] if title else []
    for at, row in enumerate([*top, *rows]):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, days)
            else:
                sheet.write(at, column, value)
    book.close()
    return file


def whats(found: Imported) -> list[tuple[str, str]]:
    return [(mistake.place, mistake.what) for mistake in found.mistakes]


@pytest.mark.parametrize(
    "content",
    [
        csv(ADOPTIONS).encode(),
        csv(ADOPTIONS).encode("gbk"),
        csv(ADOPTIONS).encode("utf-8-sig"),
        csv(ADOPTIONS, "\t").encode("gbk"),
        csv([[cell.replace(";", "") for cell in row] for row in ADOPTIONS], ";").encode(),
        ("采用情况导入\n\n" + csv(ADOPTIONS) + "\n合计,3条\n").encode(),
    ],
)
def test_adoptions_are_read_from_csv_in_either_encoding_and_with_any_separator(tmp_path, content) -> None:
    found = imported(tmp_path, "adoptions", content)
    assert found.mistakes == ()
    assert [(r.number, r.title, r.outlet, r.date, r.mode, r.position) for r in found.rows] == [
        ("YH-2022-00012", "", "省厅官网", date(2022, 5, 3), "solo", None),
        (None, "走访慰问老兵", "长沙晚报", date(2022, 5, 6), "combined", "头版"),
        (None, "走访慰问老兵", "红网", date(2022, 5, 6), "combined", "头版"),
    ]
    assert found.rows[0].place.startswith("《表.csv》第")


def test_adoptions_are_read_from_excel_with_real_dates(tmp_path) -> None:
    rows = [
        ["标题", "载体", "刊发日期", "备注"],
        ["走访", "红网", date(2022, 5, 3), "好"],
        ["同上", "长沙晚报", "〃", ""],
    ]
    found = read_import(ImportKind.ADOPTIONS, xlsx(tmp_path, rows, "五月采用"), Limits(), today=TODAY)
    assert found.mistakes == ()
    assert [(r.title, r.outlet, r.date, r.place) for r in found.rows] == [
        ("走访", "红网", date(2022, 5, 3), "《表.xlsx》第3行"),
        ("走访", "长沙晚报", date(2022, 5, 3), "《表.xlsx》第4行"),
    ]
    assert found.ignored == ("备注",)


def test_adoptions_are_read_from_json_with_the_names_of_the_facts(tmp_path) -> None:
    rows = [{"submission": "YH-2022-00012", "outlet": "省厅官网", "mode": "solo", "date": "2022-05-03", "url": None}]
    for data in (rows, {"adoptions": rows}):
        found = imported(tmp_path, "adoptions", json.dumps(data), "表.json")
        assert found.mistakes == ()
        (row,) = found.rows
        assert (row.number, row.outlet, row.mode, row.place) == (
            "YH-2022-00012",
            "省厅官网",
            "solo",
            "《表.json》第1条",
        )


def test_reads_name_a_piece_and_say_when_they_were_counted(tmp_path) -> None:
    table = "标题,载体,阅读量,天数,统计日期\n走访,市局公众号,5200,7,\n宣讲,市局公众号,3000,,2022-05-10\n"
    found = imported(tmp_path, "reads", table)
    assert found.mistakes == ()
    assert [(r.title, r.count, r.days, r.counted_on) for r in found.rows] == [
        ("走访", 5200, 7, None),
        ("宣讲", 3000, None, date(2022, 5, 10)),
    ]
    assert found.rows[1].piece.title == "宣讲"


@pytest.mark.parametrize(
    ("count", "says"),
    [
        ("-3", "负数"),
        ("10000000000", "太大"),
        ("10万+", "不是数字"),
        ("很多", "不是数字"),
        ("3.5", "不是数字"),
        ("", "没有填"),
    ],
)
def test_absurd_reads_are_told(tmp_path, count: str, says: str) -> None:
    found = imported(tmp_path, "reads", f"标题,载体,阅读量,天数\n走访,市局公众号,{count},7\n")
    assert found.rows == ()
    ((place, what),) = whats(found)
    assert place == "第2行"
    assert says in what


@pytest.mark.parametrize("days", ["-1", "4000", "七天", "1.5"])
def test_days_that_are_none_are_told(tmp_path, days: str) -> None:
    found = imported(tmp_path, "reads", f"标题,载体,阅读量,天数\n走访,市局公众号,30,{days}\n")
    assert ["天数" in what for _, what in whats(found)] == [True]


def test_instructions_tell_who_approved_in_the_offices_words(tmp_path) -> None:
    table = (
        "编号,批示机关,领导类别,批示日期\n"
        "YH-2022-00001,市委市政府,主要领导,2022-05-09\n"
        "YH-2022-00001,省厅,member,2022-05-10\n"
    )
    found = imported(tmp_path, "instructions", table)
    assert found.mistakes == ()
    assert [(r.by, r.rank, r.date.day) for r in found.rows] == [("市委市政府", "main", 9), ("省厅", "member", 10)]


def test_activities_are_shared_by_units(tmp_path) -> None:
    found = imported(tmp_path, "activities", "活动名称,主办,承办单位,日期\n双拥晚会,部,磁灶、安海；永和,2022-05-01\n")
    assert found.mistakes == ()
    (row,) = found.rows
    assert (row.id, row.host, row.units) == ("双拥晚会", "部", ("磁灶", "安海", "永和"))


def test_every_mistake_is_told_at_once_with_its_place_and_a_remedy(tmp_path) -> None:
    table = (
        "标题,编号,载体,刊发日期,采用方式,链接\n"
        ",,红网,2022-05-01,,\n"
        "走访,YH12,,5月3日,单独,\n"
        "宣讲,,红网,2022-06-01,直播,见附件\n"
        "招聘,,红网,2022-02-30,,\n"
    )
    found = imported(tmp_path, "adoptions", table)
    assert found.rows == ()
    assert [place for place, _ in whats(found)] == ["第2行", *["第3行"] * 3, *["第4行"] * 3, "第5行"]
    for said in ("编号", "采用刊物或新媒体", "年份", "还没有到", "直播", "见附件", "2022-02-30"):
        assert any(said in what for _, what in whats(found)), said
    assert all(mistake.remedy and str(mistake).startswith("《表.csv》第") for mistake in found.mistakes)


def test_a_row_told_twice_is_told(tmp_path) -> None:
    found = imported(tmp_path, "adoptions", csv([*ADOPTIONS, ADOPTIONS[1]]))
    assert whats(found) == [("第4行", "与第2行完全相同")]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        ("载体,日期\n红网,2022-05-03\n", "表.csv", "缺少"),
        ("标题,标题,载体,刊发日期\na,b,红网,2022-05-03\n", "表.csv", "两栏"),
        ("标题,载体,刊发日期\n", "表.csv", "一条内容也没有"),
        ("今天天气好", "表.csv", "标题行"),
        ("", "表.csv", "空的"),
        ("[1, 2]", "表.json", "一条一条"),
        ('[{"title": "a",\n }', "表.json", "第2行"),
        ("[" * 100_000, "表.json", "JSON"),
        (b"%PDF-1.4 ...", "表.pdf", "不是能导入的文件"),
        (b"PK\x03\x04 xl/workbook.xml", "表.xlsx", "打不开"),
        (b"\xff\x00\x81", "表.csv", "不是能导入的文件"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(tmp_path, content, name: str, says: str) -> None:
    found = imported(tmp_path, "adoptions", content, name)
    assert found.rows == ()
    assert any(says in mistake.what for mistake in found.mistakes), whats(found)


def test_a_file_that_is_not_there_is_told(tmp_path) -> None:
    found = read_import(ImportKind.READS, tmp_path / "没有.csv", Limits(), today=TODAY)
    assert [mistake.place for mistake in found.mistakes] == [""]


CELLS = st.sampled_from(
    ["", "走访", "2022-05-03", "5月3日", "-3", "99999999999", "主要领导", "〃", "合计", "a@b.test", '"', "x;y"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(ImportKind), rows=st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=6))
def test_whatever_a_table_holds_it_is_read_or_its_mistakes_are_told(tmp_path, kind, rows) -> None:
    heads = {
        "adoptions": "标题,载体,刊发日期,采用方式", "reads": "标题,载体,阅读量,天数",
        "activities": "活动名称,主办,承办单位,日期",
        "instructions": "标题,批示机关,领导类别,日期", "units": "代号,名称,类别,邮箱",
    }  # fmt: skip
    found = imported(tmp_path, kind, heads[kind] + "\n" + csv(rows))
    assert found.rows or found.mistakes
    assert all(str(mistake) for mistake in found.mistakes)


def test_a_mistake_in_one_sheet_hides_none_of_the_next(tmp_path: Path) -> None:
    one = [["标题", "载体", "刊发日期"], ["走访", "省厅官网", "五月"]]
    with Workbook(tmp_path / "采用.xlsx") as book:
        for name in ("五月", "六月"):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(one):
                sheet.write_row(at, 0, row)
    found = read_import(ImportKind.ADOPTIONS, tmp_path / "采用.xlsx", Limits(), today=TODAY)
    assert [mistake.place for mistake in found.mistakes] == ["“五月”第2行", "“六月”第2行"]
    assert [row.title for row in found.faulty if isinstance(row, ReportedRow)] == ["走访", "走访"]
