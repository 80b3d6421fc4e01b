"""What holds a piece until a person has looked: a reply that only adds to it does not lift it."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session

from pipeline.domain.finding import Checked, Finding, Verdict
from pipeline.domain.piece import Incoming
from pipeline.domain.words import Disposition, Follows, State
from pipeline.settings.values import Wording
from pipeline.store import pieces
from pipeline.store.convert import finding
from pipeline.store.tables import LetterRow

# What the checks see in the letter they look at only, so that the next letter's checks do not see it again.
_OF_THE_LETTER = frozenset({"several_senders", "sender_authenticated", "too_large", "internal_marking"})
_OF_THE_UNIT = frozenset({"sender_known", "sender_unit", "subject_unit"})
_STRONGER = {Disposition.SEALED, Disposition.IGNORED, Disposition.QUARANTINED}


def with_standing_holds(
    session: Session, row: LetterRow, incoming: Incoming, verdict: Verdict, wordings: Mapping[str, Wording]
) -> Verdict:
    """The verdict on a letter that adds to a held piece, with what the piece's other letters are still held for.

    A marking inside a document goes with the document, once another manuscript takes its place.
    """
    earlier = incoming.completes
    if earlier is None or earlier.state is not State.HELD or verdict.disposition in _STRONGER:
        return verdict
    piece = pieces.by_number(session, row.bureau, earlier.number)
    others = [o for o in pieces.letters_of(session, piece) if o.id != row.id] if piece is not None else []
    held = {f.code: finding(f) for other in others for f in pieces.findings_of(session, other)}
    told = {line.code: line for line in verdict.checked}
    standing = [f for f in held.values() if _stands(f, incoming) and not (f.code in told and told[f.code].findings)]
    if not standing:
        return verdict
    for one in standing:
        label = wordings[one.code].label if one.code in wordings else ""
        told[one.code] = Checked(code=one.code, label=label, clause=one.clause, findings=(one,))
    return replace(verdict, checked=tuple(told.values()), disposition=Disposition.HELD)


def _stands(standing: Finding, incoming: Incoming) -> bool:
    if standing.follows is not Follows.HOLD:
        return False
    if standing.code in _OF_THE_UNIT:
        return incoming.unit is None
    replaced = standing.where == "document" and incoming.replaces_manuscript
    return standing.code in _OF_THE_LETTER and not replaced
