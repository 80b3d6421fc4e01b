"""The rows that a letter's files and body report, put together: each use once, every day with its year."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pipeline.domain.letter import Letter, Part
from pipeline.domain.parts import not_forwarded
from pipeline.domain.reported import ReportedRow
from pipeline.domain.text import title_key
from pipeline.ingest.day_text import day_of
from pipeline.ingest.report_words import DOUBTS

_YEARS_END, _YEARS_BEGIN = 11, 2  # a December's day reported in January is the old year's


def reported_in(parts: Sequence[Part], *, beside_piece: bool) -> tuple[ReportedRow, ...]:
    """The rows of every file that is a report; those of a forwarded letter only where the letter brings nothing else.

    A file may say again what another says (annex 2 as Word and as Excel): its rows count once.

    Args:
        parts: of the letter.
        beside_piece: whether it brings a piece too.
    """
    files = tuple(p for p in parts if p.document is not None and p.document.report)
    own = not_forwarded(files, parts) or (() if beside_piece else files)
    return _each_once(part.document.report for part in own if part.document is not None)


def reported_by(letter: Letter, in_files: tuple[ReportedRow, ...], year: int, arrived: date) -> tuple[ReportedRow, ...]:
    """All rows of a letter, with the days that were written without a year.

    Args:
        letter: as read.
        in_files: from `reported_in`.
        year: the one its subject tells, else the year of arrival.
        arrived: the office's day.
    """
    return tuple(_dated(row, year, arrived) for row in _each_once((in_files, letter.reported)))


def _each_once(sources: Iterable[tuple[ReportedRow, ...]]) -> tuple[ReportedRow, ...]:
    """What an earlier file said is left out of a later one; what one file says twice stays."""
    rows: list[ReportedRow] = []
    known: set[tuple[object, ...]] = set()
    for source in sources:
        new = [row for row in source if _key(row) not in known]
        rows += new
        known |= {_key(row) for row in new}
    return tuple(rows)


def _key(row: ReportedRow) -> tuple[object, ...]:
    told = (title_key(row.title), title_key(row.outlet or ""), row.date or title_key(row.date_text), row.number)
    return told if any(told) else (row.place,)  # a page that was not read is not another one


def _dated(row: ReportedRow, year: int, arrived: date) -> ReportedRow:
    settled = row.date is not None or f"“{row.date_text}”" in row.doubt
    told = None if settled else day_of(row.date_text)
    if told is None:
        return row
    day = told.on(year)
    if day is not None and day > arrived and arrived.month <= _YEARS_BEGIN and day.month >= _YEARS_END:
        day = told.on(year - 1)
    if day is None:
        doubts = (row.doubt, DOUBTS["date_unread"].format(text=row.date_text))
        return replace(row, doubt="；".join(filter(None, doubts)))
    return replace(row, date=day)
