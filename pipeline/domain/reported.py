"""What a unit reports as used elsewhere: rows of annex 2, as written, before anything is matched (rules.md S7)."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReportedRow:
    """One row of an adoption report 采用情况统计表: a claim to be matched with a piece and an outlet."""

    place: str  # where it stands, in the office's words: 《附件2.docx》第3行
    title: str  # 信息稿件名称
    outlet: str | None = None  # 采用刊物或新媒体 as written; None: the row reports a piece sent in, used by nobody
    url: str | None = None  # 链接
    shared_url: str | None = None  # the one link of a cell that names several outlets: it is of one of them
    date: datetime.date | None = None  # 刊发日期; None: not told, or not readable
    date_text: str = ""  # as written
    mode: str | None = None  # solo, combined, reprint, item, brief, notice, report; None: not told
    position: str | None = None  # front, lead, home, inside, or as written; None: not told
    unit: str | None = None  # 供稿单位 as written, where the table has such a column
    number: str | None = None  # the piece's number, where the row names it
    doubt: str = ""  # why the row cannot be taken as it stands, in the office's words; "" when it can be


@dataclass(frozen=True, kw_only=True)
class OnFile:
    """A piece on record as far as a claim needs to know it."""

    number: str
    unit: str | None  # id
    title: str
    arrived: datetime.date  # the office's day


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Which piece a row means; without a number it waits for the office."""

    row: ReportedRow
    number: str | None
    why: str  # how it was found, or why it waits, in the office's words
    candidates: tuple[str, ...] = ()  # numbers it may be
