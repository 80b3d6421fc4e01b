"""Text files: plain ones, CSV, and HTML, which office systems save under the name of an .xls or .doc."""

from pipeline.domain.document import WordDocument
from pipeline.ingest.charset import decode, tidy
from pipeline.ingest.form import ADOPTION_REPORT
from pipeline.ingest.grid import Grid
from pipeline.ingest.html_tables import tables_of
from pipeline.ingest.html_text import text_of
from pipeline.ingest.report_rows import rows_of
from pipeline.ingest.sheets import read_csv
from pipeline.ingest.text_tables import table_of
from pipeline.ingest.web_page import read_page
from pipeline.settings.values import Limits

KINDS = frozenset({"txt", "csv", "html", "xml"})


def read_text_file(content: bytes, kind: str, limits: Limits) -> WordDocument:
    """The text of a file, and the rows of the adoption report it may be; a web page that is none, as a document.

    Raises:
        Unreadable: over_limit, for a web page larger than any document.
    """
    source = tidy(decode(content[: 4 * limits.text_chars])[0])
    found = [rows for rows in map(rows_of, tables_in(source, kind, limits)) if rows is not None]
    if kind == "html" and not found:
        return read_page(content, limits)
    return WordDocument(
        text=text_of(source, limits.text_chars) if kind == "html" else source[: limits.text_chars],
        other_form=ADOPTION_REPORT if found else None,
        report=tuple(row for rows in found for row in rows),
    )


def tables_in(source: str, kind: str, limits: Limits) -> tuple[Grid, ...]:
    """The tables of a text of one of `KINDS`."""
    if kind == "html":
        return tuple(tables_of(source, limits.text_chars))
    if kind == "csv":
        return (read_csv(source[: limits.text_chars]),)
    table = table_of(source[: limits.text_chars]) if kind == "txt" else None
    return (table,) if table is not None else ()
