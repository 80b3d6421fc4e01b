"""Which parts of a letter may show a form in a picture, and what becomes of one that was looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.domain.document import WordDocument
from pipeline.domain.letter import Part
from pipeline.domain.parts import named_so
from pipeline.domain.reported import ReportedRow
from pipeline.ingest.form import ADOPTION_REPORT
from pipeline.ingest.ocr_words import Seen
from pipeline.ingest.report_words import DOUBTS, PLACES
from pipeline.ingest.trouble import SCAN
from pipeline.ingest.writings import FLOWS

_PASTED_INTO = {*FLOWS, "pdf"}


def may_show_form(parts: Sequence[Part], names: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts to be looked at, the likeliest first.

    Args:
        parts: of a letter.
        names: words of a file name that speak for a form; without them a picture has to look like a sheet of paper.
    """
    shown = [part for part in parts if _pictured(part)]
    named = [part for part in shown if named_so(part, names)]
    return (*named, *(part for part in shown if part not in named and _like_paper(part)))


def with_all_seen(parts: Sequence[Part], read: Mapping[str, Seen], names: tuple[str, ...]) -> tuple[Part, ...]:
    """A letter's parts with what their pictures say.

    Beside a pictured adoption report, each further sheet of which nothing could be read gets a row of its own that
    waits for a person: it may be the next page.

    Args:
        parts: of the letter.
        read: what was seen, by sha256; not all of the parts need have been looked at.
        names: as in may_show_form.
    """
    reports = any(one.document.other_form == ADOPTION_REPORT for one in read.values())
    sheets = {part.path for part in may_show_form(parts, names) if part.picture is not None} if reports else set()
    told = (with_seen(part, read[part.sha256]) if part.sha256 in read else part for part in parts)
    return tuple(_with_blank_row(part, read) if part.path in sheets else part for part in told)


def _with_blank_row(part: Part, read: Mapping[str, Seen]) -> Part:
    own = part.document or WordDocument()
    if own.form or own.other_form or (part.sha256 in read and not own.text):
        return part
    row = _waiting(ReportedRow(place="", title="", doubt=DOUBTS["page_unread"]), part)
    return replace(part, document=replace(own, other_form=ADOPTION_REPORT, report=(row,)))


def with_seen(part: Part, seen: Seen) -> Part:
    """The part with what its pictures say.

    A scan whose only page is a form needs nobody to read it any more; one of several pages still does. A Word file
    without a form keeps what it was, and what its pictures say is looked at for secrecy.
    """
    found, own = seen.document, part.document or WordDocument()
    text = "\n".join(filter(None, (own.text, found.text)))
    if not (found.form or found.other_form):
        return replace(part, document=replace(own, text=text))
    rows = tuple(_waiting(row, part) for row in found.report)
    trouble = None if seen.whole else part.trouble
    document = replace(found, text=text, report=rows, macros=own.macros, outside=own.outside)
    return replace(part, document=document, trouble=trouble)


def _waiting(row: ReportedRow, part: Part) -> ReportedRow:
    """A row with the file it stands in; points depend on it, so a person compares it however surely it was read."""
    place = PLACES["file"].format(name=part.name or part.path, place=row.place)
    return replace(row, place=place, doubt="；".join(filter(None, (DOUBTS["pictured"], row.doubt))))


def _pictured(part: Part) -> bool:
    """Whether it is a picture that opens, a scan, or a document with pictures and no text."""
    if part.picture is not None:
        return part.picture.problem is None
    if part.type in _PASTED_INTO and part.document is not None:
        return bool(part.document.pictures) and part.document.manuscript is None
    return _is_scan(part)


def _is_scan(part: Part) -> bool:
    return part.trouble is not None and part.trouble.code == SCAN


def _like_paper(part: Part) -> bool:
    if part.picture is not None:
        return part.picture.paper
    pictures = part.document.pictures if part.document is not None else ()
    return _is_scan(part) or (len(pictures) == 1 and pictures[0].paper)
