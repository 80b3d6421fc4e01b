"""A leaf becomes a Part: kept, recognised by content, read, and opened when it holds others."""

import traceback
from collections.abc import Callable
from dataclasses import replace

from pipeline.domain.document import WordDocument
from pipeline.domain.letter import Part, Trouble
from pipeline.ingest import sheets
from pipeline.ingest.archive import KINDS as ARCHIVES
from pipeline.ingest.archive import members
from pipeline.ingest.kind import kind_by_name, kind_of, suffix
from pipeline.ingest.opening import Opening, Place
from pipeline.ingest.picture import read_picture
from pipeline.ingest.remains import remains
from pipeline.ingest.report_words import PLACES
from pipeline.ingest.text_file import KINDS as TEXTS
from pipeline.ingest.text_file import read_text_file
from pipeline.ingest.trouble import DAMAGED, EMPTY, ENCRYPTED, OVER_LIMIT, UNSUPPORTED, Unreadable
from pipeline.ingest.web_page import as_an_attachment
from pipeline.ingest.writings import READERS as WRITINGS
from pipeline.settings.values import Limits

_PICTURES = {"jpeg", "png", "gif", "bmp", "tiff", "webp", "heic", "avif"}
_LOCKED = {"encrypted_office", "p7m"}
_UNSUPPORTED = {
    *("ppt", "dps", "pptx", "ofd"),
    "bin",
}
_WORD_NAMES = {"doc", "docx", "wps", "dot", "docm", "rtf"}
_PAGE_NAMES = {"", "html", "htm", "xhtml", "shtml"}
Opener = Callable[[Opening, bytes, Place], WordDocument | None]


def add_leaf(opening: Opening, content: bytes, place: Place, open_letter: Opener, kind: str = "") -> None:
    """Keep a leaf in the sink and add its Part, followed by the parts it holds.

    Args:
        opening: the reading under way.
        content: the leaf's bytes, decoded.
        place: its name and where it lies.
        open_letter: opens a letter within the letter and gives its text, so that its texts are looked at too.
        kind: set when the mail itself says so (message/rfc822); else the content decides,
            and the name where there is no content.
    """
    kind = kind or (kind_of(content, place.name) if content else kind_by_name(place.name))
    path = opening.path_of(place, kind)
    part = Part(
        name=place.name, path=path, type=kind, size=len(content), sha256=opening.sink(content), inline=place.inline
    )
    at = len(opening.parts)
    opening.parts.append(part)
    read = _read(opening, part, content, replace(place, holder=place.within(path), folder=""), open_letter)
    opening.parts[at] = _with_remains(opening, read, content)


def _with_remains(opening: Opening, part: Part, content: bytes) -> Part:
    """The part with what its reader may have left out; of what was opened, each member has its own."""
    opened = part.trouble is None and (part.type in ARCHIVES or part.type == "eml")
    if opened or part.type in _PICTURES or part.size > opening.limits.part_bytes:
        return part
    try:
        return replace(part, remains=remains(content, read=part.trouble is None))
    except MemoryError:
        raise
    except Exception:
        opening.note("reader_fault")
        return replace(part, trouble=part.trouble or Trouble(code=DAMAGED, detail=traceback.format_exc()[-500:]))


def _read(opening: Opening, part: Part, content: bytes, place: Place, open_letter: Opener) -> Part:
    """The part with what its kind's reader made of it, or with its trouble. Our own faults are noted, too."""
    try:
        if part.sha256 in opening.turned:
            document = WRITINGS["docx"](opening.turned[part.sha256], opening.limits)
            return replace(part, document=_placed(document, part))
        _refuse(part, opening.limits)
        if part.type == "eml":
            return replace(part, document=_placed(_open_inner(opening, content, place, open_letter), part))
        if part.type in ARCHIVES:
            _open_archive(opening, part, content, place, open_letter)
            return part
        return _read_alone(part, content, opening.limits)
    except Unreadable as unreadable:
        return replace(part, trouble=unreadable.trouble)
    except MemoryError:
        raise
    except Exception:
        opening.note("reader_fault")
        return replace(part, trouble=Trouble(code=DAMAGED, detail=traceback.format_exc()[-500:]))


def _refuse(part: Part, limits: Limits) -> None:
    if part.size == 0:
        raise Unreadable(EMPTY)
    if part.size > limits.part_bytes:
        raise Unreadable(OVER_LIMIT, "part_bytes")
    if part.type in _LOCKED:
        raise Unreadable(ENCRYPTED, part.type)
    opaque = part.type == "p7s" and suffix(part.name) == "p7m"  # signed, the letter itself inside
    if part.type in _UNSUPPORTED or opaque:
        raise Unreadable(UNSUPPORTED, part.type)


def _read_alone(part: Part, content: bytes, limits: Limits) -> Part:
    if part.type in WRITINGS:
        return replace(part, document=_placed(WRITINGS[part.type](content, limits), part))
    if part.type in sheets.KINDS:
        return replace(part, document=_placed(sheets.read_workbook(content, part.type, limits), part))
    if part.type in _PICTURES:
        return replace(part, picture=read_picture(content, limits))
    if part.type in TEXTS:
        document = read_text_file(content, part.type, limits)
        named = suffix(part.name)
        if part.type == "html" and named not in _WORD_NAMES:
            document = as_an_attachment(document, page=named in _PAGE_NAMES and not part.inline)
        return replace(part, document=_placed(document, part), trouble=_in_word_dress(part, document))
    return part


def _in_word_dress(part: Part, document: WordDocument) -> Trouble | None:
    """Of a page or XML under a Word name (mail.md L9): it is a manuscript saved the wrong way, read or not."""
    nothing = not (document.manuscript or document.form or document.other_form)
    wrong = nothing and part.type in ("html", "xml") and suffix(part.name) in _WORD_NAMES
    return Trouble(code=UNSUPPORTED, detail=part.type) if wrong else None


def _placed(document: WordDocument | None, part: Part) -> WordDocument | None:
    """The rows of a report with the file they stand in."""
    if document is None:
        return None
    rows = (
        replace(row, place=PLACES["file"].format(name=part.name or part.path, place=row.place))
        for row in document.report
    )
    return replace(document, report=tuple(rows))


def _open_inner(opening: Opening, content: bytes, place: Place, open_letter: Opener) -> WordDocument | None:
    if place.depth >= opening.limits.depth:
        raise Unreadable(OVER_LIMIT, "depth")
    opening.budget.bytes -= len(content)
    if opening.budget.bytes < 0:
        raise Unreadable(OVER_LIMIT, "archive_bytes")
    return open_letter(opening, content, replace(place, depth=place.depth + 1))


def _open_archive(opening: Opening, part: Part, content: bytes, place: Place, open_letter: Opener) -> None:
    if place.archive_depth >= opening.limits.archive_depth or place.depth >= opening.limits.depth:
        raise Unreadable(OVER_LIMIT, "archive_depth")
    deeper = replace(place, depth=place.depth + 1, archive_depth=place.archive_depth + 1, inline=False)
    for number, member in enumerate(members(content, part.type, part.name, opening.limits, opening.budget), 1):
        folder, slash, name = member.path.rpartition("/")
        inside = replace(deeper, name=name, number=number, folder=folder + slash)
        if member.trouble is not None:
            opening.unread(inside, member.size, member.trouble)
        else:
            add_leaf(opening, member.content, inside, open_letter)
