"""What the office imports from files: facts and units as written, before anything is matched or taken in."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.bureau import Unit
from pipeline.domain.reported import ReportedRow


class ImportKind(StrEnum):
    """What a file holds, as `baosong import` names it."""

    ADOPTIONS = "adoptions"  # 采用
    READS = "reads"  # 阅读量
    INSTRUCTIONS = "instructions"  # 领导批示
    ACTIVITIES = "activities"  # 承办活动
    UNITS = "units"  # 名册


@dataclass(frozen=True, kw_only=True)
class ImportedReads:
    """How often a piece was read on an account; `days` or `counted_on` is told, or both."""

    place: str  # 《阅读量.xlsx》第3行
    number: str | None  # of the piece; it or the title is told
    title: str
    outlet: str
    count: int
    days: int | None = None  # since 刊发日期
    counted_on: datetime.date | None = None  # 统计日期

    @property
    def piece(self) -> ReportedRow:
        """The piece it speaks of, as a row that match_claims takes."""
        return ReportedRow(place=self.place, title=self.title, number=self.number, date=self.counted_on)


@dataclass(frozen=True, kw_only=True)
class ImportedInstruction:
    """A leader's written approval 批示."""

    place: str
    number: str | None  # of the piece; it or the title is told
    title: str
    by: str  # the body, as written: 市委市政府
    rank: str  # main 主要领导, member 其他领导
    date: datetime.date

    @property
    def piece(self) -> ReportedRow:
        """The piece it speaks of, as a row that match_claims takes."""
        return ReportedRow(place=self.place, title=self.title, number=self.number, date=self.date)


@dataclass(frozen=True, kw_only=True)
class ImportedActivity:
    """An activity planned and hosted 承办活动."""

    place: str
    id: str  # its number, else its name
    name: str
    host: str  # whose activity, as written: 部, 省厅, 市局
    units: tuple[str, ...]  # as written
    date: datetime.date


@dataclass(frozen=True, kw_only=True)
class ImportedUnit:
    """A unit of the roster."""

    place: str
    unit: Unit


ImportedRow = ReportedRow | ImportedReads | ImportedInstruction | ImportedActivity | ImportedUnit


@dataclass(frozen=True, kw_only=True)
class ImportMistake:
    """One mistake in a file: where it stands, what is wrong, what to do now (Chinese, for the office)."""

    file: str  # its name
    place: str  # 第3行; "" when the file as a whole is meant
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"《{self.file}》{self.place}：{self.what}。{self.remedy}。"


@dataclass(frozen=True, kw_only=True)
class Imported:
    """A file as read; nothing of it is taken in while there are mistakes."""

    kind: ImportKind
    rows: tuple[ImportedRow, ...] = ()  # those without mistakes, in the file's order
    mistakes: tuple[ImportMistake, ...] = ()
    ignored: tuple[str, ...] = ()  # headings of columns that are not read
    faulty: tuple[ImportedRow, ...] = ()  # those with mistakes, as far as they could be read
