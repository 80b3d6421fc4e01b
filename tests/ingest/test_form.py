"""Form 2 as it comes back from units, and the other forms told from it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files.raw import docx, p, table, tc

from pipeline.demo.papers import manuscript_docx, photograph, review_form_docx
from pipeline.domain.document import ReviewForm, WordDocument
from pipeline.ingest.form_labels import SIGNED_BY_PICTURE
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits

SAMPLES = Path(__file__).parent / "samples"
LIMITS = Limits()
LONG = "5月6日，街道退役军人服务站组织志愿者走访慰问辖区老兵，送去米、油和药品，详细询问他们的身体状况。"
FORM = ReviewForm(
    title="走访慰问老兵",
    unit="左家塘街道",
    author="张三",
    sensitive=False,
    first_opinion="同意。李四",
    second_opinion="同意",
)
ROWS = (
    ("稿件标题", "走访慰问老兵"),
    ("供稿单位", "左家塘街道"),
    ("撰稿人", "张三"),
    ("是否涉及敏感内容或重要信息", "☑否\n□是"),
    ("初审负责人意见", "同意。李四"),
    ("分管领导意见", "同意"),
)
PICTURE = '<w:r><w:drawing><a:blip r:embed="p1"/></w:drawing></w:r>'


def read(*blocks: str, **options) -> WordDocument:
    return read_word(docx("".join(blocks), **options), LIMITS)


TAB = "<w:r><w:tab/></w:r>"
LAYOUTS = {
    "the plan's own": [table(*ROWS)],
    "labels spaced out": [table(*((" ".join(label), value) for label, value in ROWS))],
    "labels over two lines": [table(*((label[:4] + "\n" + label[4:], value) for label, value in ROWS))],
    "labels with colons": [table(*((label + "：", value) for label, value in ROWS))],
    "labels with numbers and remarks": [table(*((f"{n}.{row[0]}（签字）", row[1]) for n, row in enumerate(ROWS, 1)))],
    "label and value in one cell": [table(*((f"{label}：{value}",) for label, value in ROWS))],
    "label over value in one cell": [table(*((f"{label}\n{value}",) for label, value in ROWS))],
    "value under its label": [table(*((cell,) for row in ROWS for cell in row))],
    "labels in one row, values in the next": [
        table(*(tuple(row[place] for row in half) for half in (ROWS[:3], ROWS[3:]) for place in (0, 1)))
    ],
    "two pairs in a row": [table(ROWS[0], (*ROWS[1], *ROWS[2]), ROWS[3], ROWS[4], ROWS[5])],
    "boxes in cells of their own": [table(*ROWS[:3], (ROWS[3][0], "☑否", "□是"), *ROWS[4:])],
    "a label's cell merged over two rows": [
        table(
            *ROWS[:3],
            (tc(p(ROWS[3][0]), properties='<w:vMerge w:val="restart"/>'), "☑否"),
            (tc(p(""), properties="<w:vMerge/>"), "□是"),
            *ROWS[4:],
        )
    ],
    "wide cells": [
        table(*((tc(p(a)), tc(p(b), properties='<w:gridSpan w:val="3"/>')) for a, b in ROWS[:3]), *ROWS[3:])
    ],
    "blank cells behind the values": [table(*((*row, "") for row in ROWS))],
    "a table inside a cell": [table((tc(table(*ROWS) + p("")), ""))],
    "a heading row inside the table": [table(("信息稿件审核表", ""), *ROWS)],
    "cut into two tables": [table(*ROWS[:4]), p(""), table(*ROWS[4:])],
    "cut after its heading row": [table(("信息稿件审核表",), *ROWS[:2]), table(*ROWS[2:])],
    "other fields among them": [
        table(
            *ROWS[:2],
            (*ROWS[2], "联系电话", "13800000000"),
            ("稿件类别", "政务信息", "字数", "300"),
            *ROWS[3:5],
            (*ROWS[5], "备注", "无"),
        )
    ],
    "labels starred and set upright": [table(*((f"*{chr(10).join(label)}", value) for label, value in ROWS))],
    "opinions under a common head": [
        table(
            *ROWS[:4],
            (tc(p("审核意见"), properties='<w:vMerge w:val="restart"/>'), *ROWS[4]),
            (tc(p(""), properties="<w:vMerge/>"), *ROWS[5]),
        )
    ],
    "a tick in the cell below its word": [
        table(
            *ROWS[:3],
            (tc(p(ROWS[3][0]), properties='<w:vMerge w:val="restart"/>'), "是", "否"),
            (tc(p(""), properties="<w:vMerge/>"), "", "√"),
            *ROWS[4:],
        )
    ],
    "lines with colons": [p("信息稿件审核表"), *(p(f"{label}：{value}".replace("\n", " ")) for label, value in ROWS)],
    "lines with tabs": [
        p("供稿单位：左家塘街道", TAB, "撰稿人：张三"),
        p("稿件标题", TAB, "走访慰问老兵"),
        p("是否涉及敏感内容或重要信息 ☑否 □是"),
        *map(p, ("初审负责人意见：", "同意。李四", "分管领导意见：同意")),
    ],
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_form_is_read_in_whatever_layout(layout):
    document = read(*LAYOUTS[layout])
    assert document.form == FORM
    assert document.manuscript is None
    assert document.other_form is None


@pytest.mark.parametrize(("below", "answer"), [(("√", ""), True), (("", "√"), False)])
def test_a_tick_in_the_cell_below_a_word_is_put_to_that_word(below, answer):
    row = (tc(p(ROWS[3][0]), properties='<w:vMerge w:val="restart"/>'), "是", "否")
    form = read(table(*ROWS[:3], row, (tc(p(""), properties="<w:vMerge/>"), *below), *ROWS[4:])).form
    assert form is not None
    assert form.sensitive is answer


WORDINGS = {
    "标题": "稿件标题",
    "供稿科室（单位）": "供稿单位",
    "作者": "撰稿人",
    "是否涉及敏感信息": "是否涉及敏感内容或重要信息",
    "初审意见": "初审负责人意见",
    "业务分管领导意见": "分管领导意见",
}


def test_a_form_with_labels_of_a_units_own_wording_is_read():
    own = {plan: wording for wording, plan in WORDINGS.items()}
    assert read(table(*((own[label], value) for label, value in ROWS))).form == FORM


def test_a_signature_pasted_as_a_picture_is_an_opinion_and_no_picture_of_the_piece():
    signed = table(*ROWS[:5], ("分管领导意见", tc(p(PICTURE))))
    parts = {"word/media/a.jpg": photograph(1, 60, 40)}
    document = read(p("走访慰问老兵"), p(LONG), signed, parts=parts, relations=[("p1", "image", "media/a.jpg")])
    assert document.form is not None
    assert document.form.second_opinion == SIGNED_BY_PICTURE
    assert document.pictures == ()


def test_a_field_that_is_not_there_is_none_and_a_blank_one_is_blank():
    form = read(table(("稿件标题", ""), *ROWS[3:5])).form
    assert form is not None
    assert (form.title, form.unit, form.author, form.second_opinion) == ("", None, None, None)


def test_a_title_over_two_lines_is_one():
    form = read(table(("稿件标题", "情系老兵\n走访慰问 Part\nTwo"), *ROWS[1:])).form
    assert form is not None
    assert form.title == "情系老兵走访慰问 Part Two"


@pytest.mark.parametrize("order", ["after", "before"])
def test_a_form_in_the_manuscripts_file_is_no_part_of_its_text(order):
    manuscript = [p("走访慰问老兵", properties='<w:jc w:val="center"/>'), p(LONG)]
    form = [p("附件2"), p("信息稿件审核表"), table(*ROWS), p("注：一稿一表。")]
    document = read(*(manuscript + form if order == "after" else form + manuscript))
    assert document.form == FORM
    assert document.manuscript is not None
    assert document.manuscript.title == "走访慰问老兵"
    assert document.manuscript.body == LONG
    assert document.manuscript.tables == 0


def test_a_form_written_as_lines_after_a_manuscript_is_no_part_of_its_text():
    document = read(p("走访慰问老兵"), p(LONG), *LAYOUTS["lines with colons"])
    assert document.form == FORM
    assert document.manuscript is not None
    assert document.manuscript.body == LONG


NO_FORMS = {
    "an ordinary table": [table(("姓名", "单位"), ("张三", "左家塘"))],
    "a table with a title and an author": [table(("标题", "作者"), ("走访", "张三"))],
    "a head of labelled lines": [p("标题：走访慰问老兵"), p("供稿单位：左家塘街道"), p("作者：张三")],
    "a report about sensitive matters": [p("是否涉及敏感内容或重要信息，由分管领导意见确定。")],
}


@pytest.mark.parametrize("case", NO_FORMS)
def test_what_is_no_form_is_not_taken_for_one(case):
    document = read(p("走访慰问老兵"), p(LONG), *NO_FORMS[case])
    assert document.form is None
    assert document.other_form is None
    assert document.manuscript is not None


REPORT = table(
    ("序号", "信息稿件\n名称", "采用刊物 或新媒体", "链接（多个媒体采用填最高级别媒体）", "刊发日期"),
    ("1", "走访慰问老兵", "市局公众号", "https://example.test/1", "2022-05-06"),
)
BOOKING = table(
    ("科室（单位）", "双拥优抚科"), ("活动（会议）事项", "座谈会"), ("时间", ""), ("地点", ""), ("参加人员", ""),
    ("流程", ""), ("报道渠道（可多选）", "□红网"), ("分管领导意见", ""),
)  # fmt: skip
RELEASE = table(*ROWS[:4], ("发布或上报建议\n（可多选）", "□红网"), ("办公室主任意见", ""), ("局领导意见", ""))


@pytest.mark.parametrize(("content", "kind"), [(REPORT, "adoption_report"), (BOOKING, "booking"), (RELEASE, "release")])
def test_the_other_forms_are_named(content, kind):
    document = read(p("2022年5月"), content)
    assert (document.other_form, document.form, document.manuscript) == (kind, None, None)


LINES = {
    "booking": ("采访报道预约表", "科室（单位）：双拥优抚科", "活动（会议）事项：座谈会", "时间：5月6日",
                "地点：会议室", "参加人员：全体", "报道渠道（可多选）：□红网"),
    "release": ("信息稿件发布/上报审批表", "稿件标题：走访慰问老兵", "供稿单位：左家塘街道", "撰稿人：张三",
                "是否涉及敏感内容或重要信息：☑否 □是", "发布或上报建议：□红网", "办公室主任意见：", "局领导意见："),
}  # fmt: skip


@pytest.mark.parametrize("kind", LINES)
def test_the_other_forms_are_named_when_they_are_written_as_lines(kind):
    document = read(*map(p, LINES[kind]))
    assert (document.other_form, document.form, document.manuscript) == (kind, None, None)


def test_a_signature_written_on_a_screen_is_an_opinion():
    ink = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpi"><w:drawing><wpi:contentPart r:id="i1"/></w:drawing>'
        '</mc:Choice><mc:Fallback><w:drawing><a:blip r:embed="p1"/></w:drawing></mc:Fallback></mc:AlternateContent>'
        "</w:r>"
    )
    form = read(table(*ROWS[:5], ("分管领导意见", tc(p(ink)))), relations=[("p1", "image", "media/a.png")]).form
    assert form is not None
    assert form.second_opinion == SIGNED_BY_PICTURE


def test_a_press_release_with_its_booking_is_both():
    document = read(BOOKING, p("关于召开座谈会的通稿"), p(LONG))
    assert document.other_form == "booking"
    assert document.manuscript is not None
    assert document.manuscript.body == LONG


@pytest.mark.parametrize("name", ["libreoffice_form", "libreoffice_doc_form", "libreoffice_odt_manuscript_with_form"])
def test_a_form_that_libreoffice_saved_is_read(name):
    form = read_word((SAMPLES / f"{name}.docx").read_bytes(), LIMITS).form
    assert form == ReviewForm(
        title="左家塘街道走访慰问老兵",
        unit="左家塘街道退役军人服务站",
        author="张三",
        sensitive=False,
        first_opinion="同意。\n李四 2020年5月6日",
        second_opinion="",
    )


names = st.text(alphabet="左家塘街道走访慰问老兵ABC8《》“”", min_size=1, max_size=30)
blank_or = st.one_of(st.just(""), names)
fields = st.builds(
    ReviewForm,
    title=st.one_of(st.none(), blank_or),
    unit=blank_or,
    author=blank_or,
    sensitive=st.sampled_from([True, False, None]),
    first_opinion=st.one_of(st.just(""), names.map("同意{}".format)),
    second_opinion=st.one_of(st.none(), st.just(""), names.map("同意。\n{}".format)),
)


@given(fields=fields, tick=st.sampled_from("☑√■☒✓✔"))
@settings(max_examples=40, deadline=None)
def test_a_form_filled_by_a_unit_is_read_as_it_was_filled(fields, tick):
    assert read_word(review_form_docx(fields, tick=tick), LIMITS).form == fields


@given(fields=fields)
@settings(max_examples=15, deadline=None)
def test_a_form_on_a_page_of_the_manuscript_is_read_as_it_was_filled(fields):
    document = read_word(manuscript_docx("走访慰问", [LONG, LONG], form=fields), LIMITS)
    assert document.form == fields
    assert document.manuscript is not None
    assert document.manuscript.body == f"{LONG}\n{LONG}"
