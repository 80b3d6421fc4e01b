"""The forms that are not form 2, and what is no form at all."""

import pytest
from ingest.form_layouts import LONG, ROWS, read
from word_files.raw import p, table

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


def test_a_press_release_with_its_booking_is_both():
    document = read(BOOKING, p("关于召开座谈会的通稿"), p(LONG))
    assert document.other_form == "booking"
    assert document.manuscript is not None
    assert document.manuscript.body == LONG
