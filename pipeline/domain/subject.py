"""What a subject line says: 年度+单位+关键词."""

from dataclasses import dataclass

from pipeline.domain.words import SubjectGrade


@dataclass(frozen=True, kw_only=True)
class SubjectReading:
    """A subject as read; the fields are those of `baosong subject --json`."""

    raw: str
    year: int | None
    unit: str | None  # the roster's id; None when unclear
    unit_text: str | None  # the words that named the unit
    keyword: str | None
    grade: SubjectGrade
    candidates: tuple[str, ...] = ()  # ids of the units it may mean, when unclear
    slips: tuple[str, ...] = ()  # what was read over: order, separator, typo, no_year, sender …
