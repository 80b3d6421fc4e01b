"""The tally: sheets, real numbers and days, and no text that turns into a formula."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report.bulletin_paper import FORMS
from report.samples import SAMPLES, jinjiang_empty, jinjiang_month, yuhua_month, yuhua_quarter
from report.workbook import _MAIN, Workbook

from pipeline.report.bulletin_wording import bulletin_wording
from pipeline.report.tally import tally
from pipeline.report.tally_wording import tally_wording

_NASTY = ('=HYPERLINK("http://evil.example/","点我")', "+1", "@SUM(1)", "-2+3", "=1+1", "\t=1", "{=1}")


def made(report):
    return tally(report, bulletin_wording(FORMS), tally_wording(FORMS)).content


def book(report):
    return Workbook(made(report))


def used(report, **changes):
    """The period with its first use changed."""
    return replace(report, adoptions=(replace(report.adoptions[0], **changes), *report.adoptions[1:]))


def test_the_sheets_answer_a_question_each():
    assert book(yuhua_quarter()).names == [
        "名次表", "采用明细", "计分记录", "约稿", "补计核减", "稿费", "说明",
    ]  # fmt: skip
    assert book(jinjiang_month()).names == ["名次表", "采用明细", "计分记录", "报送任务", "说明"]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_period_makes_the_same_bytes(name):
    assert made(SAMPLES[name]()) == made(SAMPLES[name]())


def test_every_unit_and_every_fact_has_its_row():
    report = jinjiang_month()
    found = book(report)
    assert [row[1] for row in found.rows("名次表")[2:]] == [line.unit for line in report.standings]
    assert len(found.rows("采用明细")[2:]) == len(report.adoptions)
    assert len(found.rows("计分记录")[2:]) == len(report.entries)
    assert len(found.rows("报送任务")[2:]) == len(report.duties)


def test_columns_that_a_bureau_has_no_use_for_are_left_out():
    with_targets = book(yuhua_month()).rows("名次表")[1]
    assert {"目标分值（分）", "完成率", "完成率名次"} <= set(with_targets)
    assert "报送任务" not in with_targets
    with_duties = book(jinjiang_month()).rows("名次表")[1]
    assert "报送任务" in with_duties
    assert "完成率" not in with_duties


def test_points_are_numbers_and_days_are_days():
    cells = book(yuhua_month()).cells("采用明细")
    headings = {cell.value: place[0] for place, cell in cells.items() if place[1:] == "2"}
    points, day = cells[f"{headings['得分（分）']}3"], cells[f"{headings['刊发日期']}3"]
    assert (points.kind, float(points.value)) == ("n", 1.0)
    assert (day.kind, day.value) == ("n", "43952")  # 1 May 2020, as Excel counts days


def test_days_within_a_sentence_are_written_as_an_office_writes_them():
    why = "2022-05-08市局公众号已计3分"
    report = yuhua_quarter()
    wrong = [replace(lines[0], reason=why) for lines in (report.adoptions, report.entries, report.corrections)]
    found = book(replace(report, adoptions=wrong[:1], entries=wrong[1:2], corrections=wrong[2:]))
    for sheet in ("采用明细", "计分记录", "补计核减"):
        assert "2022年5月8日市局公众号已计3分" in found.rows(sheet)[2]


@pytest.mark.parametrize("text", _NASTY)
def test_what_a_unit_wrote_never_becomes_a_formula(text):
    found = book(used(yuhua_month(), title=text, outlet=text, url=text, units=(text,)))
    cells = [cell for name in found.names for cell in found.cells(name).values()]
    assert not any(cell.formula for cell in cells)
    ours = [cell for cell in cells if cell.value == text.strip()]
    assert len(ours) == 4
    signs = text.strip().startswith(("=", "+", "-", "@"))
    assert all((found.styles()[cell.style].get("quotePrefix") == "1") == signs for cell in ours)


@given(st.text(max_size=80))
@settings(max_examples=20)
def test_whatever_text_comes_the_workbook_can_be_read_and_holds_no_formula(text):
    found = book(used(yuhua_month(3), title=text, url=text, reason=text))
    assert not any(cell.formula for cell in found.cells("采用明细").values())


def test_a_page_of_the_web_is_linked_and_anything_else_is_text():
    report = yuhua_month(2)
    for url, links in (("https://news.example.com/1?a=1&b=2", 1), ("javascript:alert(1)", 0), ("internal:A1", 0)):
        found = book(replace(used(report, url=url), adoptions=used(report, url=url).adoptions[:1]))
        assert len(found.sheet("采用明细").findall("m:hyperlinks/m:hyperlink", _MAIN)) == links
        assert url in [cell.value for cell in found.cells("采用明细").values()]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sheet_is_frozen_filtered_and_prints_one_page_wide(name):
    found = book(SAMPLES[name]())
    for sheet in map(found.sheet, found.names):
        assert sheet.find(".//m:pane", _MAIN).get("ySplit") == "2"
        assert sheet.find("m:autoFilter", _MAIN) is not None
        page = sheet.find("m:pageSetup", _MAIN)
        assert (page.get("paperSize"), page.get("fitToHeight")) == ("9", "0")
        assert sheet.find("m:sheetPr/m:pageSetUpPr", _MAIN).get("fitToPage") == "1"
    repeated = [n.text for n in found.xml("xl/workbook.xml").iterfind("m:definedNames/m:definedName", _MAIN)]
    assert sum(text.endswith("$1:$2") for text in repeated) == len(found.names)


def test_a_sheet_without_facts_says_so():
    assert book(jinjiang_empty()).rows("采用明细")[2][0] == "本期没有记录"


def test_fees_are_summed_in_a_row_of_their_own_that_no_filter_takes_in():
    report = yuhua_quarter()
    found = book(report)
    assert float(found.rows("稿费")[-1][-1]) == sum(fee.amount for fee in report.fees)
    assert found.sheet("稿费").find("m:autoFilter", _MAIN).get("ref") == f"A2:E{2 + len(report.fees)}"


def test_the_notes_tell_period_rulebook_state_and_when_it_was_made():
    told = dict(tuple(row[:2]) for row in book(yuhua_quarter()).rows("说明")[2:])
    assert told["起止日期"] == "2020年4月1日至2020年6月30日"
    assert told["计分办法"].startswith("雨花区")
    assert told["稿费标准"] == "每分50元（三（四）3）"
    assert told["印发"] == "〔2020〕第6期，2020年7月1日"
    assert told["生成时间"].startswith("2022年6月1日")
    assert "预览" in dict(tuple(row[:2]) for row in book(jinjiang_empty()).rows("说明")[2:])["状态"]


def test_a_level_without_points_has_no_column():
    report = jinjiang_month()
    only = tuple(replace(s, by_level={"省级": Decimal(1)} if s.rank == 1 else {}) for s in report.standings)
    headings = book(replace(report, standings=only)).rows("名次表")[1]
    assert "省级（分）" in headings
    assert "国家级（分）" not in headings


def test_no_row_is_higher_than_excel_allows_however_long_a_title_is():
    sheet = book(used(jinjiang_month(), title="长" * 10_000)).sheet("采用明细")
    heights = [float(row.get("ht", 0)) for row in sheet.iterfind("m:sheetData/m:row", _MAIN)]
    assert max(heights) <= 409


def test_what_was_owed_for_a_call_stands_in_the_sheet_of_calls_alone():
    report = jinjiang_month()
    call = replace(report.duties[0], duty="约稿按时按量完成", subject="约稿-1", met=False)
    found = book(replace(report, duties=(*report.duties, call), calls=yuhua_month().calls))
    assert "约稿按时按量完成" not in [row[1] for row in found.rows("报送任务")]
    assert len(found.rows("约稿")[2:]) == len(yuhua_month().calls)


def test_places_of_the_period_before_have_columns_only_where_there_was_one():
    first = tuple(replace(line, previous_rank=None) for line in jinjiang_month().standings)
    assert {"上期名次", "升降"} <= set(book(jinjiang_month()).rows("名次表")[1])
    assert not {"上期名次", "升降"} & set(book(replace(jinjiang_month(), standings=first)).rows("名次表")[1])


def test_corrected_figures_and_what_still_waits_are_told_in_the_notes():
    anew = replace(jinjiang_month(), frozen=False, corrected=True, waiting=3)
    told = dict(tuple(row[:2]) for row in book(anew).rows("说明")[2:])
    assert told["状态"].startswith("更正后的情况")
    assert told["正在核对"].startswith("3项")


def test_completion_is_shown_with_the_same_digits_as_in_the_bulletin():
    whole, broken = Decimal("0.85"), Decimal("0.1667")
    lines = tuple(replace(s, completion=whole if s.rank == 1 else broken) for s in yuhua_month().standings)
    found = book(replace(yuhua_month(), standings=lines))
    column = found.rows("名次表")[1].index("完成率")
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]
    shown = {found.number_format(found.cells("名次表")[f"{letter}{row}"]) for row in range(3, 3 + len(lines))}
    assert shown == {"0%", "0.0%"}


def test_accounts_have_a_column_where_there_are_several_and_an_activity_stands_under_its_name():
    report = jinjiang_month()
    hosted = replace(report.entries[0], subject="全省老兵宣讲活动", title="", account="奖励分")
    one, two = book(report), book(replace(report, entries=(hosted, *report.entries)))
    assert "账户" not in one.rows("计分记录")[1]
    assert "账户" in two.rows("计分记录")[1]
    assert two.rows("计分记录")[2][1:4] == ["", "全省老兵宣讲活动", "奖励分"]
