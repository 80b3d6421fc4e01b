"""Words and cells found on a picture, read like a Word file's table; how sure each field is."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.domain.document import ReviewForm
from pipeline.ingest.document import document_of
from pipeline.ingest.form_labels import SIGNED_BY_PICTURE
from pipeline.ingest.ocr_flow import flow_of
from pipeline.ingest.ocr_form import FIELDS, plain_ticks, with_sureness
from pipeline.ingest.ocr_words import Box, Pane, Sheet, Word
from pipeline.settings.values import Limits

ROWS = (
    ("稿件标题", "走访慰问老兵"),
    ("供稿单位", "左家塘街道"),
    ("撰稿人", "张三"),
    ("是否涉及敏感内容\n或重要信息", "√否\t□是"),
    ("初审负责人意见", "同意。\n李四"),
    ("分管领导意见", ""),
)
FORM = ReviewForm(
    title="走访慰问老兵", unit="左家塘街道", author="张三", sensitive=False, first_opinion="同意。\n李四",
    second_opinion="",
)  # fmt: skip
HIGH = 100  # pixels of a row


def words(text: str, left: float, top: float, score: float = 0.98) -> list[Word]:
    found = []
    for down, line in enumerate(text.split("\n")):
        for across, piece in enumerate(line.split("\t")):
            x, y = left + 10 + across * 90, top + 8 + down * 40
            if piece:
                found.append(Word(text=piece, score=score, box=Box(left=x, top=y, right=x + 80, bottom=y + 28)))
    return found


def sheet(*, panes: bool = True, inked: int = -1, crooked: float = 0.0) -> Sheet:
    """The form as found, its title above; `inked`: the row whose value holds more ink than words."""
    found = words("信息稿件审核表", 150, 0)
    cells = []
    for number, (label, value) in enumerate(ROWS):
        top = 60 + number * HIGH + crooked * number
        found += words(label, 50, top) + words(value, 300, top)
        for column, left, right in ((0, 50, 290), (1, 300 - crooked, 700)):
            box = Box(left=left, top=top + crooked * column, right=right, bottom=top + HIGH - 8)
            cells.append(Pane(box=box, inked=bool(column) and number == inked))
    return Sheet(words=tuple(found), panes=tuple(cells) if panes else ())


@pytest.mark.parametrize("crooked", [0.0, 6.0])
def test_the_cells_of_a_drawn_table_are_read_like_a_word_table(crooked):
    document = document_of(flow_of(sheet(crooked=crooked)), Limits())
    assert (document.form, document.manuscript, document.other_form) == (FORM, None, None)


def test_without_lines_the_form_is_read_line_by_line():
    form = document_of(flow_of(sheet(panes=False)), Limits()).form
    assert form is not None
    assert (form.title, form.unit, form.author, form.sensitive) == (FORM.title, FORM.unit, FORM.author, False)


def test_ink_that_is_no_word_is_a_signature_only_where_somebody_signs():
    signed = document_of(flow_of(sheet(inked=5)), Limits()).form
    assert signed == replace(FORM, second_opinion=SIGNED_BY_PICTURE)
    assert document_of(flow_of(sheet(inked=0)), Limits()).form == FORM


def test_the_rows_of_an_adoption_report_are_read_from_the_cells_of_its_table():
    rows = (
        ("序号", "信息稿件名称", "采用刊物或新媒体", "刊发日期"),
        ("1", "走访慰问\n抗战老兵", "泉州晚报", "2022年4月6日"),
        ("2", "义诊进社区", "学习强国", ""),
    )
    found, panes = [], []
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            found += words(text, across * 200, down * HIGH)
            box = Box(left=across * 200, top=down * HIGH, right=across * 200 + 190, bottom=down * HIGH + 92)
            panes.append(Pane(box=box))
    document = document_of(flow_of(Sheet(words=tuple(found), panes=tuple(panes))), Limits())
    assert document.other_form == "adoption_report"
    assert [(row.place, row.title, row.outlet, row.date, row.doubt) for row in document.report] == [
        ("第2行（序号1）", "走访慰问抗战老兵", "泉州晚报", date(2022, 4, 6), ""),
        ("第3行（序号2）", "义诊进社区", "学习强国", None, "没有写刊发日期"),
    ]


def test_a_field_is_as_sure_as_its_least_sure_word():
    found = [*words("走访慰问", 0, 0, 0.99), *words("老兵", 0, 0, 0.6), *words("√否\t□是", 0, 0, 0.9)]
    form = with_sureness(FORM, found, 85)
    assert dict(form.sureness)["title"] == 60
    assert dict(form.sureness)["sensitive"] == 90
    assert form.doubtful == ("title",)


@pytest.mark.parametrize("found", ["否\t是", "否☑□是", "√否\t√是", "✔否\t□是", "√否", ""])
def test_a_tick_that_was_not_read_clearly_is_doubtful(found):
    assert "sensitive" in with_sureness(FORM, words(found, 0, 0), 85).doubtful


def test_what_was_not_found_and_a_scrawl_are_doubtful():
    read = replace(FORM, author=None, first_opinion="m", second_opinion=SIGNED_BY_PICTURE)
    form = with_sureness(read, [*words("m", 0, 0), *words("√否\t□是", 0, 0)], 85)
    assert form.doubtful == ("author", "first_opinion", "second_opinion")
    assert form.first_opinion == SIGNED_BY_PICTURE
    assert [name for name, _ in form.sureness] == list(FIELDS)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("回否", "✔否"),
        ("V否 口是", "✔否 口是"),
        ("是否涉及敏感内容或重要信息", "是否涉及敏感内容或重要信息"),
        ("口否", "口否"),
    ],
)
def test_a_ticked_box_that_was_taken_for_a_character_is_a_tick(read, meant):
    assert plain_ticks(read) == meant
