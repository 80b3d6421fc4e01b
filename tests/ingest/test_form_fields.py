"""The fields of form 2: which box is ticked, and whether somebody wrote an opinion."""

import pytest
from ingest.form_layouts import ROWS
from word_files.raw import docx, p, r, table, tc

from pipeline.domain.document import ReviewForm
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits


def form_with(*rows: tuple[str, str]) -> ReviewForm:
    changed = dict(ROWS) | dict(rows)
    form = read_word(docx(table(*changed.items())), Limits()).form
    assert form is not None
    return form


TICKS = {
    "□否 □是": (None, False), "☑否 □是": (False, False), "■否 □是": (False, False), "√否 □是": (False, False),
    "☒否 ☐是": (False, False), "✔否 是": (False, False), "否√ 是": (False, False), "否（√） 是（ ）": (False, False),
    "(√)否 ( )是": (False, False), "□否√ □是": (False, False), "□√否 □是": (False, False), "否": (False, False),
    "否□ 是√": (True, False), "□否 √是": (True, False), "否 √是": (True, False), "是": (True, False),
    "口否 √是": (True, False), "×否 √是": (True, False), "√否 ×是": (False, False), "×否 □是": (False, False),
    "☑否 ☑是": (None, True), "√否 √是": (None, True), "": (None, False), "否 是": (None, False), "□否": (None, False),
    "不涉及": (False, False), "无": (False, False), "涉及": (True, False), "○否 ●是": (True, False),
    "□ 否 √ □ 是": (False, False), "[x]否 [ ]是": (False, False), "是：□ 否：☑": (False, False),
    "（  ）否（√）是": (True, False), "✔️否 □是": (False, False), "【√】否 【 】是": (False, False),
    "否 是\n√": (None, False), "不是": (False, False), "非敏感内容": (False, False),
    "是，属于重要信息": (True, False), "否，内容是公开的": (False, False), "否̲ 是": (False, False),
    "☑否̲ □是̲": (False, False), "否̲ 是̲": (None, False), "均未涉及": (False, False), "是/否": (None, False),
    "单击或点击此处输入文字。": (None, False), "①是 ②否": (None, False),
}  # fmt: skip


@pytest.mark.parametrize("written", TICKS)
def test_a_tick_in_every_guise(written):
    form = form_with(("是否涉及敏感内容或重要信息", written))
    assert (form.sensitive, form.sensitive_doubt) == TICKS[written]


def content_control(checked: str) -> str:
    state = f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'
    return f"<w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent>{r('☐')}</w:sdtContent></w:sdt>"


def form_field(checked: str) -> str:
    data = f'<w:ffData><w:checkBox><w:checked w:val="{checked}"/></w:checkBox></w:ffData>'
    return f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def wingdings(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


MADE_BY_WORD = {
    "content controls": (content_control("0"), content_control("1")),
    "form fields": (form_field("0"), form_field("1")),
    "Wingdings F0FE": (wingdings("Wingdings", "F0A8"), wingdings("Wingdings", "F0FE")),
    "Wingdings F0FC": (wingdings("Wingdings", "F0A8"), wingdings("Wingdings", "F0FC")),
    "Wingdings 2 as WPS writes it": (wingdings("Wingdings 2", "00A3"), wingdings("Wingdings 2", "0052")),
    "Wingdings 2 with its offset": (wingdings("Wingdings 2", "F0A3"), wingdings("Wingdings 2", "F052")),
}


@pytest.mark.parametrize("kind", MADE_BY_WORD)
def test_a_tick_made_by_words_own_means(kind):
    empty, ticked = MADE_BY_WORD[kind]
    for first, second, answer in ((empty, ticked, True), (ticked, empty, False), (empty, empty, None)):
        cell = tc(p(first, "否") + p(second, "是"))
        form = form_with(("是否涉及敏感内容或重要信息", cell))
        assert (form.sensitive, form.sensitive_doubt) == (answer, False)


def looking(properties: str, text: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


CIRCLED = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(○,{})</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BY_LOOK = {
    "underlined": [looking('<w:u w:val="single"/>', "否"), " / 是"],
    "underlined with its box": ["是　", looking('<w:u w:val="wave"/>', "　否　")],
    "the other one struck out": ["否 ", looking("<w:strike/>", "是")],
    "the other one struck out twice": [looking("<w:dstrike/>", "是"), "、否"],
    "in a frame": [looking("<w:bdr w:val='single'/>", "否"), " 是"],
    "highlighted": ["是 ", looking('<w:highlight w:val="yellow"/>', "否")],
    "circled": [CIRCLED.format("否"), " 是"],
}


@pytest.mark.parametrize("look", BY_LOOK)
def test_a_choice_made_by_the_look_of_the_word_is_read(look):
    form = form_with(("是否涉及敏感内容或重要信息", tc(p(*BY_LOOK[look]))))
    assert (form.sensitive, form.sensitive_doubt) == (False, False)


def test_both_underlined_is_no_choice():
    form = form_with(("是否涉及敏感内容或重要信息", tc(p(looking('<w:u w:val="single"/>', "□否 □是")))))
    assert (form.sensitive, form.sensitive_doubt) == (None, False)


def test_what_was_struck_out_of_a_field_was_taken_back():
    title = tc(p(looking("<w:strike/>", "看望老兵"), looking('<w:u w:val="single"/>', "是老兵就走访")))
    assert form_with(("稿件标题", title)).title == "是老兵就走访"


OPINIONS = {
    "": "",
    "签名：　　　　年　　月　　日": "",
    "（签字）\n　　年　月　日": "",
    "意见：\n签名：          日期：": "",
    "2020年  月  日": "",
    "____________": "",
    "□同意 □不同意\n签名：": "",
    "同意□  不同意□": "",
    "□同意报送　□修改后报送": "",
    "审核意见：\n审核人：　　　　审批时间：": "",
    "单击或点击此处输入文字。": "",
    "☑同意 □不同意": "☑同意 □不同意",
    "同意☑ 不同意□": "同意☑ 不同意□",
    "同意": "同意",
    "同意。\n李四\n2020年5月6日": "同意。\n李四\n2020年5月6日",
    "签名：李四　2020年5月6日": "签名：李四 2020年5月6日",
    "李四": "李四",
    "已阅": "已阅",
}


@pytest.mark.parametrize("written", OPINIONS)
def test_an_opinion_is_blank_only_if_nobody_wrote_in_it(written):
    assert form_with(("初审负责人意见", written)).first_opinion == OPINIONS[written]
