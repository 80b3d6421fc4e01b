"""A bulletin read back as Word would read it."""

import functools
import io
from pathlib import Path

import docx
from report.samples import SAMPLES

from pipeline.report.bulletin import TEMPLATE, bulletin

FORMS = Path(__file__).parents[2] / "config" / "forms"


def paper(report, chart_png=None):
    return docx.Document(io.BytesIO(bulletin(report, FORMS / TEMPLATE, chart_png).content))


@functools.cache
def sample_paper(name):
    """The bulletin of a sample, to be read alone."""
    return paper(SAMPLES[name]())


def headings(table):
    """The texts of a table's first row, without their line ends."""
    return ["".join(cell.text.split()) for cell in table.rows[0].cells]


def words(report):
    return "\n".join(p.text for p in paper(report).paragraphs)


def rows(found, heading):
    """The rows of the tables whose headings hold this one, without their headings."""
    tables = [t for t in found.tables if heading in headings(t)]
    return [[c.text for c in row.cells] for t in tables for row in t.rows[1:]]
