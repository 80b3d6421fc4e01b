"""A bulletin's pages break well: headings with what they head, rows whole, tables not torn at their ends."""

import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from report.bulletin_paper import headings, sample_paper
from report.samples import SAMPLES

_TYPE_AREA = 8844  # twentieths of a point between the margins


def kept(row):
    """Whether every paragraph of a row stands on one page with the next row."""
    return all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_heading_is_never_left_alone_at_a_pages_end(name):
    found = sample_paper(name)
    for style in ("公文一级标题", "公文二级标题", "公文表题", "公文署名"):
        assert found.styles[style].paragraph_format.keep_with_next


@pytest.mark.parametrize("name", SAMPLES)
def test_a_tables_heading_and_end_stand_with_their_next_rows(name):
    for table in sample_paper(name).tables:
        rows = list(table.rows)
        assert all(kept(row) for row in rows[:-1][:3])
        assert all(kept(row) for row in rows[-3:-1])
        if len(rows) <= 6:
            assert all(kept(row) for row in rows[:-1])


def test_a_long_table_may_go_on_on_the_next_page():
    longest = max(sample_paper("jinjiang_month").tables, key=lambda table: len(table.rows))
    assert len(longest.rows) > 10
    assert not all(kept(row) for row in longest.rows)


def test_a_note_stands_with_its_table_and_only_there_the_last_row_is_kept():
    for table in sample_paper("yuhua_month").tables:
        below = table._tbl.getnext()
        noted = below.tag == qn("w:p") and Paragraph(below, table).style.name == "公文表注"
        assert kept(table.rows[-1]) == noted


@pytest.mark.parametrize("name", SAMPLES)
def test_no_column_is_without_a_heading_and_every_table_is_as_wide_as_the_text(name):
    for table in sample_paper(name).tables:
        assert all(headings(table))
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
        assert len(widths) == len(table.columns)
        assert abs(sum(widths) - _TYPE_AREA) <= len(widths)
        for row in table.rows:
            assert [round(cell.width.twips) for cell in row.cells] == pytest.approx(widths, abs=1)


def test_numbers_of_a_telephone_are_not_parted_at_a_lines_end():
    assert "电话：0000\u201100000000。" in "\n".join(p.text for p in sample_paper("jinjiang_month").paragraphs)
