"""Form 2 as it comes back from units."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.form_layouts import FORM, LAYOUTS, LIMITS, LONG, ROWS, read
from word_files.raw import p, table, tc

from pipeline.demo.papers import manuscript_docx, photograph, review_form_docx
from pipeline.domain.document import ReviewForm
from pipeline.ingest.form_labels import SIGNED_BY_PICTURE
from pipeline.ingest.word import read_word

SAMPLES = Path(__file__).parent / "samples"
PICTURE = '<w:r><w:drawing><a:blip r:embed="p1"/></w:drawing></w:r>'


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


def test_a_signature_written_on_a_screen_is_an_opinion():
    ink = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpi"><w:drawing><wpi:contentPart r:id="i1"/></w:drawing>'
        '</mc:Choice><mc:Fallback><w:drawing><a:blip r:embed="p1"/></w:drawing></mc:Fallback></mc:AlternateContent>'
        "</w:r>"
    )
    form = read(table(*ROWS[:5], ("分管领导意见", tc(p(ink)))), relations=[("p1", "image", "media/a.png")]).form
    assert form is not None
    assert form.second_opinion == SIGNED_BY_PICTURE


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
