"""The Word templates of the forms, filled and read back by our own reader."""

from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.document import ReviewForm
from pipeline.ingest.word import read_word
from pipeline.report.forms import review_form
from pipeline.settings.values import Limits

TEMPLATES = Path(__file__).parents[2] / "config" / "forms"
BLANK = ReviewForm(title="", unit="", author="", sensitive=None, first_opinion="", second_opinion="")
FILLED = ReviewForm(
    title="左家塘街道走访慰问老兵",
    unit="左家塘街道退役军人服务站",
    author="张三",
    sensitive=False,
    first_opinion="同意。\n李四 2020年5月6日",
    second_opinion="同意报送。王五",
)
words = (
    st.text(alphabet="老兵走访慰问①&<>\"'{}%_#\\“”《》—ABC 123𠮷", min_size=1, max_size=30).map(str.strip).filter(bool)
)


def reading(content: bytes) -> ReviewForm | None:
    return read_word(content, Limits()).form


@pytest.mark.parametrize("fields", [FILLED, BLANK], ids=["filled", "blank"])
def test_a_form_we_filled_is_read_back_as_it_was(fields):
    assert reading(review_form(TEMPLATES, fields)) == fields


@pytest.mark.parametrize(("sensitive", "doubt"), [(True, False), (False, False), (None, False), (None, True)])
def test_the_boxes_are_ticked_as_the_sender_ticked_them(sensitive, doubt):
    fields = ReviewForm(**{**vars(BLANK), "sensitive": sensitive, "sensitive_doubt": doubt})
    assert reading(review_form(TEMPLATES, fields)) == fields


def test_a_field_that_was_not_there_is_a_blank_one_for_a_person_to_fill():
    unknown = ReviewForm(title=None, unit=None, author=None, sensitive=None, first_opinion=None, second_opinion=None)
    assert reading(review_form(TEMPLATES, unknown)) == BLANK


@given(title=words, opinion=words)
@settings(max_examples=25, deadline=None)
def test_whatever_a_sender_wrote_stays_text(title, opinion):
    fields = ReviewForm(**{**vars(BLANK), "title": title, "second_opinion": f"同意{opinion}"})
    found = reading(review_form(TEMPLATES, fields))
    assert found is not None
    assert "".join((found.title or "").split()) in {"".join(title.split()), ""}
    assert "".join((found.second_opinion or "").split()) == "同意" + "".join(opinion.split())


@pytest.mark.parametrize("text", ["{{ unit }}", "{% for x in y %}", "{_{unit}_}", "<w:p/>", "a\x0b\x0c\x07\x00\ud800b"])
def test_signs_of_templates_and_of_xml_are_printed_as_they_are(text):
    found = reading(review_form(TEMPLATES, ReviewForm(**{**vars(BLANK), "title": text, "unit": "左家塘"})))
    assert found is not None
    assert found.title == "".join(one for one in text if one.isprintable())
    assert found.unit == "左家塘"


def boxes(ticked: str):
    return lambda name: "☑" if name == ticked else "□"


OTHERS = {
    "form1_booking.docx": ({"unit": "双拥优抚科", "event": "座谈会", "tick": boxes("红网")}, "booking", "☑红网"),
    "form3_release.docx": ({"title": "走访慰问", "tick": boxes("市委办公厅")}, "release", "☑市委办公厅"),
    "annex2_adoptions.docx": (
        {
            "rows": [{"number": "1", "title": "走访慰问"}, {"number": "2", "title": "招聘会"}],
            "mailbox": "a@example.test",
        },
        "adoption_report",
        "招聘会",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_templates_fill_and_are_recognised_as_what_they_are(name, tmp_path):
    values, kind, shown = OTHERS[name]
    paper = DocxTemplate(TEMPLATES / name)
    paper.render(values, autoescape=True)
    paper.save(tmp_path / name)
    document = read_word((tmp_path / name).read_bytes(), Limits())
    assert document.other_form == kind
    assert document.manuscript is None
    assert document.form is None
    assert shown in document.text


def test_every_placeholder_of_the_templates_is_explained():
    explained = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    for template in sorted(TEMPLATES.glob("*.docx")):
        names = DocxTemplate(template).get_undeclared_template_variables()
        assert names, template.name
        missing = [name for name in names if f"{{{{ {name}" not in explained and name not in ("rows",)]
        assert not missing, f"{template.name}: {missing}"
        assert template.name in explained
