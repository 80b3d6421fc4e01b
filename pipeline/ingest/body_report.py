"""An adoption report pasted into a mail's body (rules.md S7): as an HTML table, or as plain text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain.reported import ReportedRow
from pipeline.ingest.grid import Grid
from pipeline.ingest.html_tables import tables_of
from pipeline.ingest.html_text import text_of
from pipeline.ingest.report_rows import rows_of
from pipeline.ingest.report_words import PLACES
from pipeline.ingest.text_tables import table_of

_ANSWER = re.compile(r"^\s*(?:re|回复|答复|回覆)\s*(?:\[\d+\])?\s*[:：]", re.I)
_QUOTE = re.compile(
    r"<blockquote\b|-{2,}\s*(?:原始邮件|回复的原邮件|Original Message)|(?:在\s?\d{4}[年\-/][^<>\n]{0,120}写道[:：])",
    re.I,
)
_QUOTED_LINE = re.compile(r"^\s*[>|]\s?>?.*$", re.M)


def rows_in_body(html: Sequence[str], plain: Sequence[str], subject: str, most: int) -> tuple[ReportedRow, ...]:
    """The rows of the reports in a body; those of the HTML where it holds any, since its cells are sure.

    What an answer quotes is not said anew: it is left out.

    Args:
        html: sources of the HTML texts.
        plain: the plain texts.
        subject: of the letter; it tells an answer.
        most: characters of text at most.
    """
    answer = bool(_ANSWER.match(subject))
    sources = [before_quote(source) if answer else source for source in html]
    found = [rows for source in sources for rows in _of_tables(source, most)]
    if not found:
        written = "\n".join(plain)[:most]
        texts = [_QUOTED_LINE.sub("", before_quote(written)) if answer else written]
        grids = map(table_of, [*texts, *(text_of(source, most) for source in sources)])
        found = [rows for rows in (rows_of(grid) for grid in grids if grid is not None) if rows][:1]
    return tuple(replace(row, place=PLACES["body"].format(place=row.place)) for rows in found for row in rows)


def _of_tables(source: str, most: int) -> list[tuple[ReportedRow, ...]]:
    above = (text_of(source, most)[:2_000],) if "<table" in source.lower() else ()
    grids = (replace(grid, above=_heads(grid, above)) for grid in tables_of(source, most))
    return [rows for rows in map(rows_of, grids) if rows]


def _heads(grid: Grid, above: tuple[str, ...]) -> tuple[str, ...]:
    """The words before a table's first cell: they may tell its year."""
    first = next((spot.text for line in grid.lines for spot in line.written.values()), "")
    return tuple(text.partition(first)[0] for text in above) if first else ()


def before_quote(text: str) -> str:
    """The text down to where an answer begins to quote."""
    mark = _QUOTE.search(text)
    return text[: mark.start()] if mark else text
