"""A subject line laid out: which field is the year's, which may name a unit."""

from dataclasses import dataclass

from pipeline.ingest.subject_clean import CleanSubject
from pipeline.ingest.subject_fields import Field, split
from pipeline.ingest.subject_names import Names
from pipeline.ingest.subject_words import BLANK_OR_BRACKET, FILLER
from pipeline.ingest.subject_year import YearMark, leading_year, whole_year

LEADS = -1  # the index of a year that the line begins with


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The fields of a line."""

    line: str
    fields: tuple[Field, ...]  # without a year that the line begins with
    year: YearMark | None
    year_at: int | None  # index of the year's field, LEADS when the line begins with it
    texts: tuple[int, ...]  # indices of the fields that are neither a date nor filling
    names: Names
    numbered: bool

    def key(self, index: int) -> str:
        """A field as names are compared."""
        return self.fields[index].key

    def before(self, index: int) -> str:
        """The separator in front of a field, "" where there is none."""
        return self.fields[index].before if 0 <= index < len(self.fields) else ""

    @property
    def rest(self) -> str:
        """The line behind a year that it begins with."""
        return self.line[self.year.end :] if self.year is not None and self.year_at == LEADS else self.line


def lay_out(subject: CleanSubject, names: Names, soft: bool) -> Layout:
    """Lay out a line.

    Args:
        subject: cleaned.
        names: of the roster.
        soft: whether blanks and brackets part fields as well.
    """
    line = subject.text
    start = len(line) - len(line.lstrip(BLANK_OR_BRACKET))
    year, year_at = leading_year(line, start), LEADS
    fields = split(line, year.date_end if year else start, soft)
    found: int | None = year_at
    if year is None:
        year, found = _year_among(fields)
    texts = tuple(i for i, f in enumerate(fields) if not _is_aside(i, f, found, names))
    return Layout(
        line=line, fields=fields, year=year, year_at=found, texts=texts, names=names, numbered=subject.numbered
    )


def _year_among(fields: tuple[Field, ...]) -> tuple[YearMark | None, int | None]:
    for index, field in enumerate(fields):
        year = whole_year(field.key)
        if year is not None and not year.bare:
            return year, index
    return None, None


def _is_aside(index: int, field: Field, year_at: int | None, names: Names) -> bool:
    """Whether a field names nobody: a date, the bureau's own name, a label."""
    if index == year_at or FILLER.fullmatch(field.key) or names.head.fullmatch(field.key):
        return True
    if year_at is not None and field.key.isdecimal() and len(field.key) <= 2 and field.before in "-/.":
        return True
    year = whole_year(field.key)
    return year is not None and not year.bare
