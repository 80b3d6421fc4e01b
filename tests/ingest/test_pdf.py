"""PDF files: what is a scan, what is locked, and that reading them is possible where letters are read."""

import io
from email.message import EmailMessage
from pathlib import Path

import pytest
from builders.pages import form_pdf, pdf
from PIL import Image

from pipeline.domain.document import ReviewForm
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.readers import Readers
from pipeline.ingest.trouble import Unreadable
from pipeline.ingest.writings import READERS
from pipeline.settings.values import Limits

FILES = Path(__file__).resolve().parents[1] / "letters" / "files"


def test_pages_that_are_pictures_are_a_scan() -> None:
    out = io.BytesIO()
    Image.effect_noise((300, 400), 60).save(out, "PDF")
    with pytest.raises(Unreadable, match="scan"):
        read_pdf(out.getvalue(), Limits())


def test_a_password_is_told() -> None:
    with pytest.raises(Unreadable, match="encrypted"):
        read_pdf((FILES / "locked.pdf").read_bytes(), Limits())


def test_a_paragraph_goes_on_over_the_page_and_headers_and_page_numbers_do_not_belong_to_it() -> None:
    found = read_pdf((FILES / "dresses" / "long.pdf").read_bytes(), Limits())
    assert found.manuscript is not None
    assert len(found.manuscript.body.split("\n")) == 12
    assert "工作资料" not in found.manuscript.body
    assert "跳马镇工作资料" in found.text


@pytest.mark.parametrize(
    ("turned", "matrix"), [(0, b"1 0 0 1 50 700"), (90, b"0 1 -1 0 100 50"), (270, b"0 -1 1 0 500 750")]
)
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turned: int, matrix: bytes) -> None:
    drawing = b"BT /F 20 Tf %s Tm (Hello, all of you) Tj 0 -30 Td (A second line.) Tj ET" % matrix
    assert read_pdf(pdf(drawing, turned=turned), Limits()).text == "Hello, all of you\nA second line."


def test_a_character_drawn_twice_to_look_bold_is_one_and_words_across_the_page_are_read() -> None:
    bold = b"BT /F 20 Tf 50 700 Td (bold) Tj ET BT /F 20 Tf 50.4 700 Td (bold) Tj ET "
    mark = b"BT /F 40 Tf .7 .7 -.7 .7 100 100 Tm (secret) Tj ET"
    found = read_pdf(pdf(bold + mark), Limits())
    assert found.text == "bold\nsecret"


def test_pdf_rtf_and_odt_are_read_within_the_limits_of_the_child(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["From"] = "unit@example.com"
    letter.set_content("x")
    for dress in ("pdf", "rtf", "odt"):
        content = (FILES / "dresses" / f"piece.{dress}").read_bytes()
        letter.add_attachment(content, maintype="application", subtype="octet-stream", filename=f"a.{dress}")
    (tmp_path / "a.eml").write_bytes(letter.as_bytes())
    with Readers(Limits(memory_mb=300), 1) as readers:
        parts = readers.read(tmp_path / "a.eml", tmp_path).parts
    titles = [part.document.manuscript.title for part in parts if part.document and part.document.manuscript]
    assert titles == ["跳马镇老兵志愿队守护古村落"] * 3
    assert all(part.document is not None and len(part.document.pictures) == 1 for part in parts)


def test_text_in_two_columns_is_read_column_by_column_over_the_pages() -> None:
    (of_word, of_pdf) = (
        READERS[kind]((FILES / "dresses" / f"columns.{kind}").read_bytes(), Limits()) for kind in ("docx", "pdf")
    )
    assert of_pdf.manuscript == of_word.manuscript
    assert of_pdf.manuscript is not None
    assert len(of_pdf.manuscript.body.split("\n")) == 12


@pytest.mark.parametrize("rows", [12, 300])
def test_labels_with_their_values_beside_them_are_no_columns(rows: int) -> None:
    lines = "".join(f"BT /F 2 Tf 50 {780 - 2.4 * n} Td (label {n}) Tj 250 0 Td (value {n}) Tj ET " for n in range(rows))
    found = read_pdf(pdf(lines.encode()), Limits())
    assert "label 7\tvalue 7" in found.text


def test_a_form_filled_in_as_a_pdf_form_has_the_fields_of_one_in_word() -> None:
    rows = [
        ("稿件标题", "走访慰问老兵"), ("供稿单位", "左家塘街道退役军人服务站"), ("撰稿人", "张三"),
        ("是否涉及敏感内容", ""), ("初审负责人意见", "情况属实，同意报送。\r李四 2020年5月6日"), ("分管领导意见", ""),
    ]  # fmt: skip
    found = read_pdf(form_pdf(rows, {"是否涉及敏感内容": False, "是": False, "否": True}), Limits())
    assert found.manuscript is None
    assert found.form == ReviewForm(
        title="走访慰问老兵", unit="左家塘街道退役军人服务站", author="张三", sensitive=False,
        first_opinion="情况属实，同意报送。\n李四 2020年5月6日", second_opinion="",
    )  # fmt: skip


@pytest.mark.parametrize(("chars", "read"), [(100_000, True), (100_001, False)])
def test_fields_are_read_as_long_as_all_of_them_together_are_not_endless(chars: int, read: bool) -> None:
    found = read_pdf(form_pdf([("稿件标题", "甲" * (chars - 1)), ("撰稿人", "乙")], {}), Limits())
    assert ("甲甲" in found.text) is read


def test_a_value_that_fields_share_counts_for_each_of_them() -> None:
    shared = form_pdf([("稿件标题", "甲" * 1_000)] + [("撰稿人", "b")] * 150, {})
    assert "甲甲" in read_pdf(shared, Limits()).text
    own = f"/FT/Tx/Ff 4096/V<feff{'b'.encode('utf-16-be').hex()}>".encode()
    assert "甲甲" not in read_pdf(shared.replace(own, b"/Parent 7 0 R"), Limits()).text
