"""What a template cannot say about its tables: columns nobody needs, and rows that stay together on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as WordPaper
    from docx.table import Table, _Row

_WHOLE = 6  # rows, its headings among them; a table with no more of them is not parted
_TOGETHER = 3  # rows at a table's beginning and end that stand on one page
_NOTE = "公文表注"  # the style of the line under a table


def fit_tables(paper: WordPaper) -> None:
    """Leave out the columns whose heading came out empty, and keep the rows of each table well together."""
    for table in paper.tables:
        _drop_columns(table)
        _keep_rows(table)


def _drop_columns(table: Table) -> None:
    """Take away every column without a heading; the others share its width."""
    empty = [n for n, cell in enumerate(table.rows[0].cells) if not cell.text.strip()]
    if not empty:
        return
    from docx.shared import Emu

    grid = table._tbl.tblGrid
    whole = sum(int(column.w or 0) for column in grid.gridCol_lst)
    for row in (*(row._tr for row in table.rows), grid):
        lost = [list(row.gridCol_lst if row is grid else row.tc_lst)[n] for n in empty]
        for part in lost:
            row.remove(part)
    left = sum(int(column.w or 0) for column in grid.gridCol_lst)
    for n, column in enumerate(grid.gridCol_lst):
        column.w = Emu(round(int(column.w or 0) * whole / left))
        for row in table.rows:
            row._tr.tc_lst[n].width = column.w


def _keep_rows(table: Table) -> None:
    """No heading row alone at a page's end, no last row alone on the next page, a note with its table."""
    rows = list(table.rows)
    short = len(rows) <= _WHOLE
    last = len(rows) - 1
    for n, row in enumerate(rows):
        if n == last:
            if _noted(table):
                _keep(row)
        elif short or n < _TOGETHER or n > last - _TOGETHER:
            _keep(row)


def _keep(row: _Row) -> None:
    """On one page with what follows."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _noted(table: Table) -> bool:
    """Whether a note stands right under the table."""
    from docx.text.paragraph import Paragraph

    follows = table._tbl.getnext()
    if follows is None or not follows.tag.endswith("}p"):
        return False
    style = Paragraph(follows, table._parent).style
    return style is not None and style.name == _NOTE
