"""A piece that comes in several letters: joined where unit, subject and time agree (第1封 共2封, （1/2）, 之一).

Two letters of the same place, count and subject that bring manuscripts of their own are two pieces: a series of pieces
is called 之一, 之二 as well. Where the subjects count the letters (共2封) and yet both bring one, a person says.
"""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from pipeline.domain.piece import Earlier, Incoming
from pipeline.domain.series import Series
from pipeline.domain.words import State
from pipeline.ingest.brings import Brought, number_of
from pipeline.ingest.compare import unrelated
from pipeline.ingest.joining import joined_or_repeated
from pipeline.ingest.record import Record
from pipeline.ingest.series import series_of
from pipeline.settings.values import BureauSettings

_Found = tuple[tuple[str, Earlier | None], ...]
_CLOSED = {State.WITHDRAWN, State.DISCARDED, State.SEALED}


def in_parts(incoming: Incoming, own: Brought, settings: BureauSettings, record: Record) -> Incoming:
    """The letter with the piece that it is a part of, and the numbers of the letters that have not come.

    Args:
        incoming: a submission without a token.
        own: what its parts are.
        settings: of the bureau; the check series_part says within how many days such letters come.
        record: the letters known so far.
    """
    found = _found(incoming, settings, record)
    incoming, series = _told(incoming, found, settings), incoming.series
    piece = next((one for _, one in reversed(found) if one is not None and one.state not in _CLOSED), None)
    if series is None or piece is None or not own.anything:
        return incoming
    if unrelated(own, piece, settings):
        return replace(incoming, maybe=piece) if series.total is not None else incoming
    return joined_or_repeated(incoming, own, _added_to(piece), settings)


def still_missing(incoming: Incoming, settings: BureauSettings, record: Record) -> Incoming:
    """The same, of a letter that is read once more beside what its piece has."""
    return _told(incoming, _found(incoming, settings, record), settings)


def _found(incoming: Incoming, settings: BureauSettings, record: Record) -> _Found:
    days = timedelta(days=number_of(settings, "series_part", "days"))
    if incoming.series is None or incoming.unit is None or not days:
        return ()
    fits = partial(_fits, incoming.series, settings)
    return record.of_subject(incoming.unit.id, fits, incoming.arrived_at - days, incoming.arrived_at + days)


def _told(incoming: Incoming, found: _Found, settings: BureauSettings) -> Incoming:
    if incoming.series is None:
        return incoming
    come = {told.number for subject, _ in found if (told := series_of(subject, settings.subject)) is not None}
    return replace(incoming, missing=incoming.series.others - come)


def _fits(series: Series, settings: BureauSettings, subject: str) -> bool:
    """Whether a subject is that of another letter of the same piece."""
    told = series_of(subject, settings.subject)
    return told is not None and told.fits(series)


def _added_to(piece: Earlier) -> Earlier:
    """Its pictures stay: the letter's are added."""
    return replace(piece, beside=frozenset({"picture"}))
