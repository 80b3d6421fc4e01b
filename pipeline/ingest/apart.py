"""Form and manuscript in letters of their own, before or after each other (rules.md S4): the same title, or a doubt.

The same title from the same unit within the days joins; where several pieces bear it, or one that is nearly the same,
a person says which it belongs to.
"""

from dataclasses import replace
from datetime import timedelta

from pipeline.domain.piece import Earlier, Incoming
from pipeline.domain.titles import same_title
from pipeline.domain.words import State
from pipeline.ingest.brings import Brought, brought, number_of
from pipeline.ingest.joining import joined_or_repeated
from pipeline.ingest.record import Record
from pipeline.settings.values import BureauSettings

_CLOSED = {State.WITHDRAWN, State.DISCARDED, State.SEALED}


def came_apart(incoming: Incoming, own: Brought, settings: BureauSettings, record: Record) -> Incoming | None:
    """The letter as the other half of a piece, or as one that may be; None where it is neither.

    Args:
        incoming: a submission without a token.
        own: what its parts are.
        settings: of the bureau.
        record: the pieces known so far.
    """
    form_alone = own.form is not None and not (own.manuscripts or own.unread)
    manuscript_alone = bool(own.manuscripts) and own.form is None
    title = own.title if manuscript_alone else own.form.title if form_alone and own.form is not None else None
    days = timedelta(days=number_of(settings, "form_present", "days"))
    if incoming.unit is None or not title or not days:
        return None
    since = incoming.arrived_at - days
    exact = record.by_title(incoming.unit.id, title, since)
    waiting = _waiting(record.like_title(incoming.unit.id, title, since, _ratio(settings)), settings, form_alone)
    same = [one for one in waiting if same_title(one.title or "", title)]
    if len(same) > 1 or (waiting and not same and (exact is None or manuscript_alone)):
        return replace(incoming, maybe=(same or waiting)[0])
    if manuscript_alone and not same:
        return None
    whole = exact if form_alone else same[0]
    return joined_or_repeated(incoming, own, whole, settings) if whole and whole.state not in _CLOSED else None


def _waiting(found: tuple[Earlier, ...], settings: BureauSettings, form_alone: bool) -> list[Earlier]:
    """Those that lack what the letter brings."""
    sorted_out = [(one, brought(one.parts, settings)) for one in found]
    if form_alone:
        return [one for one, was in sorted_out if was.form is None and (was.manuscripts or was.unread)]
    return [one for one, was in sorted_out if was.form is not None and not (was.manuscripts or was.unread)]


def _ratio(settings: BureauSettings) -> float:
    return number_of(settings, "form_title", "ratio") or 100
