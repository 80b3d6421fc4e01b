"""Adoption reports as units send them, for tests of whole acts."""

from collections.abc import Sequence
from io import BytesIO

from acts.office import DOCX, Attached
from docx import Document

HEADINGS = ("序号", "信息稿件名称", "采用刊物或新媒体", "链接（多个媒体采用填最高级别媒体）", "刊发日期")


def annex(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> Attached:
    """Annex 2 as a Word file: a title and the table."""
    document = Document()
    document.add_paragraph("信息宣传采用情况统计表")
    table = document.add_table(rows=1, cols=len(headings))
    for cell, text in zip(table.rows[0].cells, headings, strict=True):
        cell.text = text
    for number, row in enumerate(rows, start=1):
        for cell, text in zip(table.add_row().cells, (str(number), *row), strict=True):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return "采用情况统计表.docx", out.getvalue(), DOCX
