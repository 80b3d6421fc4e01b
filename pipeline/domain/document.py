"""What stands in a document: a manuscript, a form, pictures."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.reported import ReportedRow


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """A manuscript 文稿 as read from a Word file."""

    title: str | None  # None: the file has none, the subject's keyword stands in
    body: str  # paragraphs and tables in reading order, one a line
    byline: str  # the author or unit line, "" when there is none
    chars: int  # words of the body as Word counts Chinese
    tables: int = 0


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture 图片: format by content and what decoding told."""

    format: str  # jpeg, png, …
    width: int | None  # pixels
    height: int | None
    taken_at: datetime | None = None  # EXIF, naive local time
    problem: str | None = None  # truncated, damaged, over_limit; None when it decodes
    camera: bool = False  # EXIF names the camera
    quality: int | None = None  # of a JPEG: 1 to 100, as its tables tell
    paper: bool = False  # it shows a sheet of paper: a scan, a photographed form
    look: str = ""  # 128 signs of its gradients as hexadecimal digits (ingest/look.py); "" where it is blank


@dataclass(frozen=True, kw_only=True)
class ReviewForm:
    """Form 2 信息稿件审核表, fields as filled; "" for a blank field, None for a field that is not there."""

    title: str | None
    unit: str | None
    author: str | None
    sensitive: bool | None  # None: neither box, or both boxes ticked
    first_opinion: str | None  # 初审负责人意见
    second_opinion: str | None  # 分管领导意见
    sensitive_doubt: bool = False  # both boxes ticked
    sureness: tuple[tuple[str, int], ...] = ()  # read from a picture: each field, per cent; () when read from a file
    doubtful: tuple[str, ...] = ()  # the fields of which the reading was not sure enough: a person is to look


@dataclass(frozen=True, kw_only=True)
class ReleaseForm:
    """Form 3 信息稿件发布/上报审批表; "" for a field that a person is still to fill in."""

    title: str
    unit: str
    author: str
    sensitive: bool | None  # sensitive or important; None: neither box
    channels: tuple[str, ...] = ()  # to which it is to be released or reported
    director_opinion: str = ""  # 办公室主任意见
    leader_opinion: str = ""  # 局领导意见


@dataclass(frozen=True, kw_only=True)
class WordDocument:
    """A Word file: any of a manuscript, form 2, another form, pictures; a sheet or a text as far as it has these."""

    manuscript: Manuscript | None = None  # None when the file is nothing but a form
    form: ReviewForm | None = None
    other_form: str | None = None  # adoption_report (annex 2), booking (form 1), release (form 3)
    report: tuple[ReportedRow, ...] = ()  # the rows of an adoption report
    pictures: tuple[Picture, ...] = ()  # embedded in the file
    text: str = ""  # everything written in it, headers and footers too: for secrecy, never for show
    tracked: bool = False  # holds tracked changes; insertions were read, deletions left out
    outside: bool = False  # points to a template, picture or file outside itself, which is never fetched
    macros: bool = False  # holds macros, which are never run; a .docm says so by its kind
