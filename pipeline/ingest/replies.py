"""Where a letter belongs to a piece on record: replies, the same content again, a form that comes later.

design.md §4.4 and rules.md S4. What is on record is joined part by part: the newest of each kind wins.
"""

from dataclasses import replace

from pipeline.domain.piece import Earlier, Incoming
from pipeline.domain.words import LetterKind, State
from pipeline.ingest.apart import came_apart
from pipeline.ingest.brings import Brought
from pipeline.ingest.compare import unrelated
from pipeline.ingest.empty_answer import empty_answer
from pipeline.ingest.in_parts import in_parts
from pipeline.ingest.joining import joined_or_repeated, own_keyword, unit_of, year_of
from pipeline.ingest.record import Record
from pipeline.ingest.tokens import Token, tokens
from pipeline.settings.values import BureauSettings

_CLOSED = {State.WITHDRAWN, State.DISCARDED, State.SEALED}


def with_record(incoming: Incoming, own: Brought, settings: BureauSettings, record: Record) -> Incoming:
    """The same letter, with the piece it completes or repeats.

    Args:
        incoming: a submission or a letter of no other kind, as the letter alone tells.
        own: what its parts are.
        settings: of the bureau.
        record: the pieces known so far.
    """
    carried = tokens(incoming.letter, settings.bureau.prefix) if incoming.sender_units else ()
    for token in carried:
        earlier = record.by_number(token.number)
        if earlier is None or not _same_unit(incoming, earlier, token, settings):
            continue
        if not own.anything:
            about = replace(incoming, kind=LetterKind.OTHER, unit=unit_of(incoming, earlier, settings))
            return empty_answer(about, own, settings, record) or about
        if earlier.state in _CLOSED:
            continue
        if not unrelated(own, earlier, settings):
            return joined_or_repeated(incoming, own, earlier, settings)
        incoming = replace(incoming, kind=LetterKind.SUBMISSION, unrelated=True)
    if carried and not record.whole:
        return _unknown_piece(incoming, own, carried[0]) if own.anything else replace(incoming, kind=LetterKind.OTHER)
    answer = empty_answer(incoming, own, settings, record)
    if answer is not None:
        return answer
    return _without_token(incoming, own, settings, record)


def _unknown_piece(incoming: Incoming, own: Brought, token: Token) -> Incoming:
    """A dry run's reply: what it completes is on record, and the record is not looked at."""
    only = incoming.sender_units[0] if len(incoming.sender_units) == 1 else None
    return replace(
        incoming,
        kind=LetterKind.COMPLETION,
        unit=incoming.unit or only,
        year=incoming.subject.year or year_of(token.number) or incoming.year,
        keyword=own_keyword(incoming),
        title=own.title,
    )


def _same_unit(incoming: Incoming, earlier: Earlier, token: Token, settings: BureauSettings) -> bool:
    """Whether the sender speaks for the piece's unit; where that is unsettled, whether it holds our mail."""
    if earlier.unit_id is None:
        return token.by_message_id
    roster = settings.bureau.roster
    return any(u.id == earlier.unit_id for s in incoming.sender_units for u in roster.may_send_for(s))


def _without_token(incoming: Incoming, own: Brought, settings: BureauSettings, record: Record) -> Incoming:
    """As the unit's piece of the same content, as one of several letters, as form or manuscript that comes alone."""
    if incoming.kind is not LetterKind.SUBMISSION or incoming.unit is None or not own.anything:
        return incoming
    earlier = record.same_content(incoming.unit.id, incoming.letter)
    if earlier is not None:
        return incoming if earlier.state in _CLOSED else joined_or_repeated(incoming, own, earlier, settings)
    parts = in_parts(incoming, own, settings, record)
    if parts.completes is not None or parts.maybe is not None or parts.repeats is not None:
        return parts
    return came_apart(parts, own, settings, record) or parts
