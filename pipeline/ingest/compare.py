"""Whether what a letter brings is new, changed or another matter, beside a piece on record."""

from rapidfuzz import fuzz

from pipeline.domain.document import Manuscript
from pipeline.domain.letter import Part
from pipeline.domain.piece import Earlier
from pipeline.domain.text import body_key
from pipeline.domain.titles import near_title
from pipeline.ingest.brings import Brought, brought, number_of
from pipeline.settings.values import BureauSettings

_COMPARED = 5000  # characters of a text that are compared: a bound on time, not on meaning


def nothing_new(own: Brought, was: Brought) -> bool:
    """Whether every part is on record already: manuscripts by their text, form 2 by its fields, the rest by bytes."""
    if not own.piece:
        known = {p.sha256 for p in was.files}
        return all(p.sha256 in known for p in own.files)
    form_known = own.form is None or own.form == was.form
    pictures_known = {p.sha256 for p in own.pictures} <= {p.sha256 for p in was.pictures}
    unread_known = {p.sha256 for p in own.unread} <= {p.sha256 for p in was.unread}
    return own.keys <= was.keys and form_known and pictures_known and unread_known


def unrelated(own: Brought, earlier: Earlier, settings: BureauSettings) -> bool:
    """Whether a reply's manuscripts differ from those of the piece in title and in text.

    Such a reply is a new submission, never a replacement (design.md §4.4). A title nearly the same is the same;
    where one has no title, texts alike enough are the same.
    """
    was = brought(earlier.parts, settings)
    pairs = [(_written(p), _written(q)) for p in own.manuscripts for q in was.manuscripts]
    return bool(pairs) and not any(_related(p, q, earlier, settings) for p, q in pairs if p and q)


def _related(new: Manuscript, old: Manuscript, earlier: Earlier, settings: BureauSettings) -> bool:
    new_text, old_text = body_key(new.body), body_key(old.body)
    if new_text == old_text:
        return True
    old_title = old.title or earlier.title
    if new.title and old_title:
        return near_title(new.title, old_title, number_of(settings, "reply_unrelated", "title_ratio") or 100)
    percent = number_of(settings, "reply_unrelated", "text_ratio") or 100
    return fuzz.ratio(new_text[:_COMPARED], old_text[:_COMPARED]) >= percent


def _written(part: Part) -> Manuscript | None:
    return part.document.manuscript if part.document is not None else None
