"""我们读到的: what was understood of a letter, for its sender to compare."""

from dataclasses import dataclass

from pipeline.domain.bureau import Unit
from pipeline.domain.byline import people_in
from pipeline.domain.document import Picture, ReviewForm
from pipeline.domain.finding import Verdict
from pipeline.domain.piece import Incoming
from pipeline.domain.words import LetterKind, SubjectGrade
from pipeline.report.formats import one_line

_OF_THE_FORM = "form_"  # how the names of form 2's checks begin
_PICTURED = "form_picture"  # the check that found what seems to be form 2 as a picture


@dataclass(frozen=True, kw_only=True)
class ReadBack:
    """What a receipt repeats of a letter, each text on one line."""

    kind: LetterKind
    year: int
    unit: str | None
    keyword: str | None
    title: str | None
    manuscripts: int
    chars: int | None
    author: str
    pictures: tuple[Picture, ...]
    form: ReviewForm | None
    form_asked: bool  # whether a check looked for form 2 or into it
    form_pictured: bool  # no form was read, and a picture seems to be it
    completes: str | None  # number of the piece a reply completes
    subject: str
    subject_exact: bool


def read_back(incoming: Incoming, verdict: Verdict) -> ReadBack:
    """What was read of a letter, for the table of its receipt."""
    return ReadBack(
        kind=incoming.kind,
        year=incoming.year,
        unit=incoming.unit.name if incoming.unit else None,
        keyword=_line(incoming.keyword),
        title=_line(incoming.title),
        manuscripts=len(incoming.manuscripts),
        chars=incoming.chars,
        author=author(incoming),
        pictures=tuple(p.picture for p in incoming.pictures if p.picture is not None),
        form=incoming.form,
        form_asked=any(line.code.startswith(_OF_THE_FORM) for line in verdict.checked),
        form_pictured=incoming.form is None and any(found.code == _PICTURED for found in verdict.findings),
        completes=incoming.completes.number if incoming.completes else None,
        subject=one_line(incoming.letter.subject),
        subject_exact=incoming.subject.grade is SubjectGrade.EXACT,
    )


def author(incoming: Incoming) -> str:
    """The author as the form names him, else the people of the manuscript's byline; empty when neither names one."""
    if incoming.form is not None and incoming.form.author:
        return one_line(incoming.form.author)
    part = incoming.manuscript
    manuscript = part.document.manuscript if part is not None and part.document is not None else None
    if manuscript is None:
        return ""
    units = (*incoming.sender_units, *([incoming.unit] if incoming.unit else []))
    return people_in(one_line(manuscript.byline), [name for unit in units for name in unit.names])


def short_name(unit: Unit) -> str:
    """The name a unit goes by among colleagues: its first alias, else its name."""
    return unit.aliases[0] if unit.aliases else unit.name


def _line(text: str | None) -> str | None:
    return (one_line(text) or None) if text is not None else None
