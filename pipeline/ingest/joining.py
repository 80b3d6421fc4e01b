"""A letter's parts joined with those of the piece it belongs to: the newest of each kind wins (design.md §4.4)."""

import re
from dataclasses import replace
from typing import TypeVar

from pipeline.domain.bureau import Unit
from pipeline.domain.piece import Earlier, Incoming
from pipeline.domain.words import LetterKind, State, SubjectGrade
from pipeline.ingest.brings import Brought, brought
from pipeline.ingest.compare import nothing_new
from pipeline.settings.values import BureauSettings

_OPEN = {State.RETURNED, State.HELD}
_T = TypeVar("_T")


def joined_or_repeated(incoming: Incoming, own: Brought, earlier: Earlier, settings: BureauSettings) -> Incoming:
    """The letter as completing the piece, or as repeating it where it brings nothing new to one that is accepted.

    `earlier.beside`: the kinds of part that are added to the piece's, since the piece comes in several letters.
    """
    incoming = replace(incoming, unit=unit_of(incoming, earlier, settings), unrelated=False)
    was = brought(earlier.parts, settings)
    if earlier.state not in _OPEN and nothing_new(own, was):
        return replace(incoming, repeats=earlier)
    return replace(
        _with_parts(incoming, own, earlier, settings),
        kind=LetterKind.COMPLETION,
        year=incoming.subject.year or year_of(earlier.number) or incoming.year,
        keyword=own_keyword(incoming),
        completes=earlier,
        replaces_manuscript=bool(own.manuscripts and was.manuscripts and own.keys != was.keys),
    )


def read_again(incoming: Incoming, earlier: Earlier, settings: BureauSettings, *, first: bool) -> Incoming:
    """A letter of a piece that is read once more, beside what the piece's other letters brought.

    Args:
        incoming: as the letter alone tells.
        earlier: the piece without this letter's parts.
        settings: of the bureau.
        first: whether the piece began with this letter; then it stays a new one, else it completes.
    """
    own = brought(incoming.letter.parts, settings)
    if not first:
        return joined_or_repeated(incoming, own, earlier, settings)
    return _with_parts(incoming, own, earlier, settings) if earlier.parts else incoming


def _with_parts(incoming: Incoming, own: Brought, earlier: Earlier, settings: BureauSettings) -> Incoming:
    joined = _joined(own, brought(earlier.parts, settings), earlier)
    return replace(
        incoming,
        beside=earlier.beside,
        title=joined.title or earlier.title or incoming.title,
        manuscripts=joined.manuscripts,
        form=joined.form,
        form_part=joined.form_part,
        pictures=joined.pictures,
    )


def _joined(own: Brought, was: Brought, earlier: Earlier) -> Brought:
    """The newest of each kind; a form sent back as blank as we sent it never takes the place of another."""
    newer = earlier.newer
    pictures = _newest(own.pictures, was.pictures, later="picture" in newer)
    if "picture" in earlier.beside:
        pictures = tuple({p.sha256: p for p in (*was.pictures, *own.pictures)}.values())
    own_form = own.form_part if was.form_part is None or not _is_blank(own) else None
    return replace(
        own,
        manuscripts=_newest(own.manuscripts, was.manuscripts, later="manuscript" in newer),
        form_part=_newest(own_form, was.form_part, later="form" in newer),
        pictures=pictures,
    )


def _newest(own: _T, was: _T, *, later: bool) -> _T:
    """`later`: what is on record came after this letter."""
    return (was or own) if later else (own or was)


def _is_blank(own: Brought) -> bool:
    """Whether the form bears neither tick nor opinion, as the one that goes with our receipts."""
    form = own.form
    ticked = form is not None and (form.sensitive is not None or form.sensitive_doubt)
    return form is not None and not (ticked or form.first_opinion or form.second_opinion)


def unit_of(incoming: Incoming, earlier: Earlier, settings: BureauSettings) -> Unit | None:
    """The piece's unit; where that is in doubt, a reply settles it only by naming it in the form of a subject."""
    known = settings.bureau.roster.by_id(earlier.unit_id)
    return known or (incoming.unit if incoming.subject.grade is SubjectGrade.EXACT else None)


def own_keyword(incoming: Incoming) -> str | None:
    """The keyword of a reply, where its subject is in the form; else the subject is ours, and names an outcome."""
    return incoming.keyword if incoming.subject.grade is SubjectGrade.EXACT else None


def year_of(number: str) -> int | None:
    """The year in a piece's number."""
    found = re.fullmatch(r"[A-Z]+-(\d{4})-\d+", number)
    return int(found[1]) if found else None
