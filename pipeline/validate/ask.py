"""What several checks ask of a letter before, or while, they decide."""

from collections.abc import Iterable

from pipeline.domain.document import Picture
from pipeline.domain.letter import Part
from pipeline.domain.parts import is_manuscript, named_so, would_be_manuscripts
from pipeline.domain.piece import Incoming
from pipeline.domain.words import LetterKind
from pipeline.validate.desk import Desk

FOR_A_PERSON = frozenset({"unsupported", "scan"})  # troubles of a document that a person can read all the same


def is_new(incoming: Incoming) -> bool:
    """Whether the letter is a new one, whose subject is the sender's own; a reply's is mostly ours."""
    return incoming.kind is LetterKind.SUBMISSION


def piece_known(incoming: Incoming) -> bool:
    """Whether all of the piece is at hand; not so for a reply whose piece a dry run does not know."""
    return incoming.kind is not LetterKind.COMPLETION or incoming.completes is not None


def has_manuscript(incoming: Incoming) -> bool:
    """Whether there is any manuscript."""
    return bool(incoming.manuscripts)


def has_one_manuscript(incoming: Incoming) -> bool:
    """Whether there is exactly one manuscript."""
    return incoming.manuscript is not None


def has_form(incoming: Incoming) -> bool:
    """Whether form 2 is there."""
    return incoming.form is not None


def form_alone(incoming: Incoming) -> bool:
    """Whether a form came by itself and may belong to a piece on record: what else that piece has is known there."""
    return incoming.maybe is not None and incoming.form is not None and not incoming.manuscripts


def has_two_titles(incoming: Incoming) -> bool:
    """Whether form and manuscript both bear a title, so that they can be compared."""
    return all(two_titles(incoming))


def two_titles(incoming: Incoming) -> tuple[str, str]:
    """The form's title and the manuscript's, "" for one that is not there or not surely read."""
    form = incoming.form
    of_form = form.title if form is not None and "title" not in form.doubtful else None
    return (of_form or "").strip(), manuscript_title(incoming)


def manuscript_title(incoming: Incoming) -> str:
    """The title that stands in the manuscript itself, "" without one."""
    document = incoming.manuscript.document if incoming.manuscript is not None else None
    found = document.manuscript if document is not None else None
    return ((found.title or "") if found is not None else "").strip()


def embedded_pictures(incoming: Incoming) -> tuple[Picture, ...]:
    """The pictures inside the manuscripts' Word files."""
    documents = (part.document for part in incoming.manuscripts)
    return tuple(picture for d in documents if d is not None for picture in d.pictures)


def unread_manuscripts(incoming: Incoming, desk: Desk) -> tuple[Part, ...]:
    """The documents that may be the manuscript and were not read: the letter's own, else those of its piece.

    None where the letter brings a manuscript that was read: then they are attachments like others.
    The desk's term `form_words` tells a form by its file name.
    """
    if any(part in incoming.letter.parts for part in incoming.manuscripts):
        return ()
    own = would_be_manuscripts(incoming.letter.parts, desk.words("form_words"))
    if own or incoming.manuscripts or incoming.completes is None:
        return own
    return would_be_manuscripts(incoming.completes.parts, desk.words("form_words"))


def pictured_forms(incoming: Incoming, words: Iterable[str]) -> tuple[Part, ...]:
    """The pictures of the letter that may be form 2 where none was read, the likeliest first.

    Args:
        incoming: what the letter brings.
        words: of a file name that speak for a form (审核表); a Word file with nothing but a picture in it counts, too.
    """
    parts, words = incoming.letter.parts, tuple(words)
    named = [p for p in parts if named_so(p, words) and not is_manuscript(p) and _pictures_in(p)]
    own = any(part in parts for part in incoming.manuscripts)
    sheets = (p for p in parts if _is_sheet(p) or (own and (_is_scan(p) or _holds_sheet(p))))
    return (*named, *(p for p in sheets if p not in named))


def _is_sheet(part: Part) -> bool:
    return part.picture is not None and part.picture.paper


def _holds_sheet(part: Part) -> bool:
    """Whether it is a document with one picture of a sheet in it and no text."""
    found = part.document
    return found is not None and found.manuscript is None and [one.paper for one in found.pictures] == [True]


def _is_scan(part: Part) -> bool:
    return part.trouble is not None and part.trouble.code == "scan"


def _pictures_in(part: Part) -> bool:
    """Whether it is a picture that opens, a scan, or a document that holds a picture."""
    if part.picture is not None:
        return part.picture.problem is None
    if _is_scan(part):
        return True
    return part.document is not None and bool(part.document.pictures)


def sender_names(incoming: Incoming) -> str:
    """The sender's units by name."""
    return listed(unit.name for unit in incoming.sender_units)


def unit_names(ids: Iterable[str], desk: Desk) -> str:
    """Units by name."""
    return listed(unit.name for unit in map(desk.roster.by_id, ids) if unit is not None)


def listed(names: Iterable[str]) -> str:
    """Names in a row, as Chinese text parts them."""
    return "、".join(names)
