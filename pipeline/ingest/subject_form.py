"""A subject line that does not follow the form: fields in any order, any separators or none."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.words import SubjectGrade
from pipeline.ingest.subject_clean import CleanSubject
from pipeline.ingest.subject_fields import tidy
from pipeline.ingest.subject_layout import LEADS, Layout, lay_out
from pipeline.ingest.subject_names import Names, Owners
from pipeline.ingest.subject_settle import Settled, settle
from pipeline.ingest.subject_year import YearMark, leading_year, whole_year


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A subject as far as it was read."""

    year: int | None = None
    unit: str | None = None
    unit_text: str | None = None
    keyword: str | None = None
    grade: SubjectGrade = SubjectGrade.UNCLEAR
    candidates: Owners = frozenset()
    slips: tuple[str, ...] = ()


def read_form(subject: CleanSubject, names: Names) -> Reading:
    """Read a line that is not in the exact form."""
    strong, weak = lay_out(subject, names, soft=False), lay_out(subject, names, soft=True)
    parted = len(strong.fields) > 1
    first = strong if parted else weak
    settled = settle(first, only_first=False)
    if settled.named.unit is not None:
        return _reading(first, settled)
    if settled.named.several:
        return _unclear(strong, settled.named.candidates)
    second = weak if parted else strong
    again = settle(second, only_first=parted)
    if again.named.unit is not None and settled.named.candidates <= {again.named.unit}:
        return _reading(second, again)
    return _unclear(strong, settled.named.candidates | again.named.candidates)


def _unclear(layout: Layout, candidates: Owners) -> Reading:
    """No unit; what stands behind the field that was in doubt is the keyword, else the whole line."""
    year = layout.year.year if layout.year is not None else None
    keyword = layout.rest
    if candidates and layout.year_at == LEADS and layout.before(0) == "+":
        keyword = next((_from(layout, i) for i in range(1, len(layout.fields)) if layout.before(i) == "+"), keyword)
    return Reading(year=year, keyword=tidy(keyword) or None, candidates=candidates)


def _reading(layout: Layout, settled: Settled) -> Reading:
    field, named = layout.fields[settled.index], settled.named
    end = field.at[named.end - 1] + 1
    year, keyword = layout.year, _keyword(layout, settled)
    if year is None:
        year, keyword = _year_behind(keyword)
    return Reading(
        year=year.year if year is not None else None,
        unit=named.unit,
        unit_text=tidy(layout.line[field.start : end if settled.runs_on else field.end]),
        keyword=keyword or None,
        grade=SubjectGrade.TOLERANT,
        slips=tuple(_slips(layout, settled, year, keyword)),
    )


def _keyword(layout: Layout, settled: Settled) -> str:
    """What stands behind the unit, without the year; else what stands before it."""
    behind = list(_segments(layout, settled.index + 1, len(layout.fields)))
    if settled.runs_on:
        field = layout.fields[settled.index]
        start = field.at[settled.named.end] if settled.named.end < len(field.at) else field.end
        return tidy(layout.line[start:]) if not behind or layout.year_at in (None, LEADS) else " ".join(behind)
    return " ".join(behind) or " ".join(_segments(layout, 0, settled.index))


def _segments(layout: Layout, first: int, stop: int) -> Iterator[str]:
    """The line between two fields, with the year's field and its date left out."""
    begun: int | None = None
    for i in range(first, stop):
        aside = i == layout.year_at
        if begun is None and not aside:
            begun = layout.fields[i - 1].end if i > 0 else layout.fields[i].start
        if begun is not None and aside:
            yield tidy(layout.line[begun : layout.fields[i].start])
            begun = None
    if begun is not None:
        yield tidy(layout.line[begun : layout.fields[stop].start if stop < len(layout.fields) else len(layout.line)])


def _year_behind(keyword: str) -> tuple[YearMark | None, str]:
    """A year in front of the keyword: 甲塘2020年度走访; 年度 belongs to the form, 2020年春节 to the keyword as well."""
    year = leading_year(keyword)
    if year is None or year.bare or not (year.marked or keyword[year.end - 1] == "年" or whole_year(keyword)):
        return None, keyword
    return year, tidy(keyword[year.date_end :]) if year.marked or year.date_end == len(keyword) else keyword


def _slips(layout: Layout, settled: Settled, year: YearMark | None, keyword: str) -> Iterator[str]:
    """What was read over."""
    if settled.named.how != "name":
        yield settled.named.how
    if year is None:
        yield "no_year"
    elif not year.plain:
        yield "year_form"
    in_place = layout.year_at == LEADS and settled.index == layout.texts[0]
    if year is not None and not in_place:
        yield "order"
    before = {layout.before(settled.index)} if in_place else set()
    if settled.runs_on or before | {layout.before(settled.index + 1) or "+"} != {"+"}:
        yield "separator"
    if not keyword:
        yield "no_keyword"


def _from(layout: Layout, index: int) -> str:
    return layout.line[layout.fields[index].start :]
