"""What a letter brings, and what is on record already."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.bureau import Unit
from pipeline.domain.document import ReviewForm
from pipeline.domain.letter import Letter, Part
from pipeline.domain.parts import would_be_manuscripts
from pipeline.domain.reported import ReportedRow
from pipeline.domain.request import Request, Ruling
from pipeline.domain.series import Series
from pipeline.domain.subject import SubjectReading
from pipeline.domain.words import LetterKind, State


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A piece on record, as far as a new letter needs to know it."""

    number: str  # YH-2020-00012; a file name in a dry run
    unit_id: str | None
    state: State
    title: str | None
    parts: tuple[Part, ...] = ()  # its current manuscript, form and pictures
    body_text: str = ""
    beside: frozenset[str] = frozenset()  # kinds of part of which it brought some and other letters others, read again
    newer: frozenset[str] = frozenset()  # kinds of part that came after this letter, when it is read again: they stay


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """What one letter brings, whichever its kind: with `kind` submission or completion, a 报送件.

    `manuscripts`, `form` and `pictures` are the newest of each kind: a completion's own first, else
    those of the piece it completes.
    """

    letter: Letter
    arrived_at: datetime  # aware; INTERNALDATE
    kind: LetterKind
    subject: SubjectReading
    sender_units: tuple[Unit, ...]  # units that registered the sender's address
    unit: Unit | None  # settled by sender and subject; None when in doubt
    year: int
    keyword: str | None
    title: str | None
    manuscripts: tuple[Part, ...] = ()
    form: ReviewForm | None = None
    form_part: Part | None = None
    pictures: tuple[Part, ...] = ()  # original image files
    reported: tuple[ReportedRow, ...] = ()  # of an adoption report, each use once
    request: Request | None = None  # what a letter without a piece asks for, where the desk can answer it
    ruling: Ruling | None = None  # a reviewer's answer to a notice
    completes: Earlier | None = None
    maybe: Earlier | None = None  # the piece it may belong to: a person says whether it does
    series: Series | None = None  # one of several letters, as its subject says
    missing: frozenset[int] = frozenset()  # the numbers of those letters that have not come
    beside: frozenset[str] = frozenset()  # kinds of part that are added to the piece's, not put in their place
    repeats: Earlier | None = None  # the same content, received before from the same unit
    replaces_manuscript: bool = False  # a completion whose manuscript differs from the one on record
    empty_answer: bool = False  # it answers a mail of ours and brings nothing: it gets no receipt (mail.md O6)
    unrelated: bool = False  # a reply with another title and text: a new piece, told in a remark

    @property
    def manuscript(self) -> Part | None:
        """The manuscript, when there is exactly one."""
        return self.manuscripts[0] if len(self.manuscripts) == 1 else None

    @property
    def asker(self) -> Unit | None:
        """The registered unit whose request the desk answers; None where a person must."""
        if self.request is None or not self.sender_units or would_be_manuscripts(self.letter.parts):
            return None
        return self.unit or (self.sender_units[0] if len(self.sender_units) == 1 else None)

    @property
    def chars(self) -> int | None:
        """Words of the manuscript as Word counts them, None without one."""
        part = self.manuscript
        if part is None or part.document is None or part.document.manuscript is None:
            return None
        return part.document.manuscript.chars
