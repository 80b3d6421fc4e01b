"""The golden letters with adoption reports, row by row; answers of `check` do not tell the rows."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from builders.letters import Shelf, bureau

from pipeline.domain.piece import Incoming
from pipeline.domain.words import LetterKind
from pipeline.ingest.assemble import assemble
from pipeline.ingest.letter import read_letter
from pipeline.settings.values import Limits

LETTERS = Path(__file__).parents[1] / "letters"
YONGHE = [
    ("永和镇走访慰问老兵", "晋江市退役军人事务局公众号（单条）", date(2022, 4, 12), ""),
    ("永和镇开展双拥宣传", "泉州晚报", date(2022, 4, 25), ""),
    ("永和镇举办招聘会", None, None, ""),
]
ROWS = {
    "docx": YONGHE,
    "body_html": YONGHE,
    "beside_piece": YONGHE,
    "xlsx": [
        ("安海镇走访慰问军属", "泉州晚报", date(2022, 4, 14), ""),
        ("安海镇组织老兵宣讲", "石狮日报", date(2022, 4, 19), ""),
    ],
    "xls": [
        ("磁灶镇开展走访慰问", "泉州晚报", date(2022, 4, 8), ""),
        ("磁灶镇举办退役军人招聘会", "学习强国福建平台", date(2022, 4, 20), ""),
        ("磁灶镇组织老兵宣讲", None, None, ""),
    ],
    "et": [
        ("龙湖镇开展清明祭扫", "市局公众号（单条）", date(2022, 4, 5), ""),
        ("龙湖镇慰问烈属", "泉州晚报", date(2022, 4, 24), ""),
        ("龙湖镇双拥座谈会", "东南早报头版", date(2022, 4, 26), ""),
    ],
    "body_tabs": [
        ("西滨镇走访慰问老兵", "泉州晚报", date(2022, 4, 6), ""),
        ("西滨镇开展双拥宣传", "市局公众号（简讯）", date(2022, 4, 18), ""),
    ],
    "body_aligned": [
        ("内坑镇走访慰问老兵", "泉州晚报", date(2022, 4, 6), ""),
        ("内坑镇开展双拥宣传", "学习强国", date(2022, 4, 18), ""),
        ("内坑镇举办招聘会", None, None, ""),
    ],
    "other_order": [
        ("金井镇祭扫烈士墓", "泉州晚报", date(2020, 4, 3), ""),
        ("金井镇慰问烈属", "东南早报", date(2020, 4, 9), ""),
    ],
    "doubtful": [
        ("深沪镇开展义诊", "泉州晚报", None, "刊发日期“4月下旬”读不出是哪一天"),
        ("", "学习强国", date(2022, 4, 6), "没有写稿件名称"),
        ("深沪镇双拥晚会", "学习强国福建平台", date(2022, 4, 8), ""),
        ("深沪镇双拥晚会", "泉州晚报", date(2022, 4, 8), ""),
    ],
    "twice": [
        *YONGHE,
        ("金井镇走访慰问老兵", "泉州晚报", date(2022, 4, 6), ""),
        ("金井镇开展双拥宣传", "市局公众号（简讯）", date(2022, 4, 18), ""),
    ],
    "no_rows": [],
    "quoted": [],
    "manuscript_with_table": [],
}


@cache
def arrived(name: str) -> Incoming:
    raw = (LETTERS / f"report-{name}.eml").read_bytes()
    letter = read_letter(raw, Limits(), lambda content: f"{len(content)}")
    office = bureau("yuhua" if "yuhua" in letter.sender else "jinjiang")
    return assemble(letter, letter.origin.received_at or datetime(2022, 5, 6, tzinfo=UTC), office, Shelf())


def test_every_golden_report_is_told_here() -> None:
    assert {path.stem.removeprefix("report-") for path in LETTERS.glob("report-*.eml")} == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_a_golden_report_is_read_row_by_row(name: str) -> None:
    rows = arrived(name).reported
    assert [(row.title, row.outlet, row.date, row.doubt) for row in rows] == ROWS[name]


def test_rows_say_where_they_stand_in_the_offices_words() -> None:
    assert [row.place for row in arrived("docx").reported][:1] == ["《附件2.docx》第2行（序号1）"]
    assert [row.place for row in arrived("xls").reported][:1] == ["《4月采用情况.xls》第3行（序号1）"]
    assert [row.place for row in arrived("body_html").reported][:1] == ["邮件正文第2行（序号1）"]
    assert [row.place for row in arrived("body_tabs").reported][:1] == ["邮件正文第2行（序号1）"]


def test_other_columns_are_read_too() -> None:
    first, second = arrived("other_order").reported
    assert (first.unit, first.mode, first.position, first.url) == ("金井镇", "solo", "第3版", "www.example.com/3")
    assert (second.unit, second.mode, second.position, second.url) == ("金井镇", "reprint", "头版", None)


def test_one_link_for_two_outlets_is_of_neither_for_sure() -> None:
    of_two = arrived("doubtful").reported[2:]
    assert [(row.url, row.shared_url) for row in of_two] == [(None, "https://www.example.com/6")] * 2


def test_a_table_in_the_body_makes_the_letter_a_report_though_a_bare_one_would_be_a_piece() -> None:
    assert arrived("body_tabs").kind is LetterKind.ADOPTION_REPORT
    assert arrived("quoted").kind is LetterKind.SUBMISSION
