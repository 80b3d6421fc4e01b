"""Lifelike Word files as units write them: manuscripts and filled form 2, for the demo and the tests.

The same arguments give the same bytes. The office's own templates are in `config/forms/`; units make
forms of their own after the plan's annex, and so do these.
"""

import io
import zipfile
from collections.abc import Sequence
from typing import Literal

from docx import Document
from docx.document import Document as WordFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from pipeline.demo.photographs import photograph
from pipeline.domain.document import ReviewForm

__all__ = ["Look", "manuscript_docx", "photograph", "review_form_docx", "table_docx"]

Look = Literal["styled", "centred", "plain"]
_HEADING, _ANNEX = "信息稿件审核表", "附件2"
_LABELS = ("稿件标题", "供稿单位", "撰稿人", "是否涉及敏感内容或重要信息", "初审负责人意见", "分管领导意见")
_NO, _YES = "否", "是"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def manuscript_docx(
    title: str,
    paragraphs: Sequence[str],
    byline: str | None = None,
    *,
    look: Look = "styled",
    pictures: Sequence[bytes] = (),
    form: ReviewForm | None = None,
    mark: str | None = None,
) -> bytes:
    """A manuscript as .docx.

    Args:
        title: a line break in it makes a title of two lines.
        paragraphs: of the body.
        byline: a line under the title, or None.
        look: `styled` uses Word's title style, `centred` a large bold centred line, `plain` nothing at all.
        pictures: image files, set into the text after the last paragraph.
        form: form 2, appended on a page of its own.
        mark: a line at the very top, as a secrecy marking stands there.
    """
    paper = _paper()
    if mark is not None:
        _line(paper, mark)
    for line in title.split("\n"):
        _title_line(paper, line, look)
    if byline is not None:
        _line(paper, byline, centred=look != "plain")
    for text in paragraphs:
        _line(paper, text, indent=True)
    for picture in pictures:
        paper.add_picture(io.BytesIO(picture), width=Cm(14))
    if form is not None:
        paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _add_form(paper, form, "☑")
    return _saved(paper)


def review_form_docx(fields: ReviewForm, *, tick: str = "☑", heading: str | None = _HEADING) -> bytes:
    """Form 2 as .docx, a table after the plan's annex 2.

    A field that is None has no row. `tick` is what stands for the box before the chosen word; with
    `sensitive_doubt` it stands before both. `heading` None leaves the form's name out.
    """
    paper = _paper()
    _add_form(paper, fields, tick, heading)
    return _saved(paper)


def table_docx(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Another of the plans' forms as .docx: centred lines above a table; a line break in a cell makes a paragraph."""
    paper = _paper()
    for line in heading:
        _line(paper, line, centred=True)
    table = paper.add_table(rows=len(rows), cols=len(rows[0]))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return _saved(paper)


def _paper() -> WordFile:
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    usual = paper.styles["Normal"]
    usual.font.name, usual.font.size = "Times New Roman", Pt(16)
    usual.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    paper.core_properties.author = ""
    return paper


def _title_line(paper: WordFile, text: str, look: Look) -> None:
    if look == "styled":
        paper.add_paragraph(text, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
        return
    paragraph = paper.add_paragraph()
    run = paragraph.add_run(text)
    if look == "centred":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run.bold, run.font.size = True, Pt(22)


def _line(paper: WordFile, text: str, *, centred: bool = False, indent: bool = False) -> None:
    paragraph = paper.add_paragraph(text)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(32)


def _add_form(paper: WordFile, fields: ReviewForm, tick: str, heading: str | None = _HEADING) -> None:
    if heading is not None:
        paper.add_paragraph(_ANNEX)
        line = paper.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(heading)
        run.bold, run.font.size = True, Pt(22)
    values = (fields.title, fields.unit, fields.author, _boxes(fields, tick), fields.first_opinion)
    rows = [row for row in zip(_LABELS, (*values, fields.second_opinion), strict=True) if row[1] is not None]
    table = paper.add_table(rows=len(rows), cols=2)
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    for place, (label, value) in enumerate(rows):
        _fill(table, place, label, value or "")


def _boxes(fields: ReviewForm, tick: str) -> str:
    no = tick if fields.sensitive is False or fields.sensitive_doubt else "□"
    yes = tick if fields.sensitive is True or fields.sensitive_doubt else "□"
    return f"{no}{_NO}\n{yes}{_YES}"


def _fill(table: Table, place: int, label: str, value: str) -> None:
    cells: Sequence[_Cell] = table.rows[place].cells
    cells[0].width, cells[1].width = Cm(5), Cm(10.6)
    cells[0].text = label
    lines = value.split("\n")
    cells[1].text = lines[0]
    for line in lines[1:]:
        cells[1].add_paragraph(line)


def _saved(paper: WordFile) -> bytes:
    """The file with the zip's times fixed."""
    written = io.BytesIO()
    paper.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            fixed = zipfile.ZipInfo(info.filename, _EPOCH)
            target.writestr(fixed, source.read(info), zipfile.ZIP_DEFLATED)
    return out.getvalue()
