"""A bulletin read back as Word would read it."""

import io
from pathlib import Path

import docx

from pipeline.report.bulletin import TEMPLATE, bulletin

FORMS = Path(__file__).parents[2] / "config" / "forms"


def paper(report, chart_png=None):
    return docx.Document(io.BytesIO(bulletin(report, FORMS / TEMPLATE, chart_png).content))


def words(report):
    return "\n".join(p.text for p in paper(report).paragraphs)


def rows(found, heading):
    """The rows of the tables whose headings hold this one, without their headings."""
    tables = [t for t in found.tables if heading in [c.text for c in t.rows[0].cells]]
    return [[c.text for c in row.cells] for t in tables for row in t.rows[1:]]
