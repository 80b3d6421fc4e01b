"""The same values make the same file: no hour of the machine's in an archive or in a paper's properties."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from pipeline.domain.timeutil import SHANGHAI

if TYPE_CHECKING:
    from docx.document import Document as WordPaper

    from pipeline.report.period_view import PeriodReport

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip archive can tell


@dataclass(frozen=True, kw_only=True)
class Properties:
    """What a paper tells about itself."""

    title: str
    author: str
    made_at: datetime  # aware


def properties(report: PeriodReport, title: str) -> Properties:
    """A document of the period: made when the report was, or at noon of the day it is issued on."""
    noon = datetime.combine(report.issued_on, time(12), SHANGHAI)
    return Properties(title=title, author=report.issuer, made_at=report.made_at or noon)


def naive_utc(moment: datetime) -> datetime:
    """The moment as Office files write it."""
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def word_bytes(paper: WordPaper, told: Properties | None = None) -> bytes:
    """A Word paper as a file, with its properties where they are told."""
    if told is not None:
        core, moment = paper.core_properties, naive_utc(told.made_at)
        core.title, core.author, core.last_modified_by = told.title, told.author, told.author
        core.created = core.modified = moment
    out = io.BytesIO()
    paper.save(out)
    return _timeless(out.getvalue())


def _timeless(archive: bytes) -> bytes:
    """A zip archive whose members carry no hour."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, _EPOCH), old.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()
