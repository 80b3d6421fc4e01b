"""From a letter to what it brings: its kind, its unit, and the piece it belongs to (design.md §4.4, §4.5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.domain.bureau import Roster, Unit
from pipeline.domain.letter import Letter
from pipeline.domain.piece import Incoming
from pipeline.domain.subject import SubjectReading
from pipeline.domain.timeutil import local
from pipeline.domain.words import LetterKind
from pipeline.ingest.brings import brought
from pipeline.ingest.in_parts import still_missing
from pipeline.ingest.joining import read_again
from pipeline.ingest.letter_kind import kind_of
from pipeline.ingest.record import Record
from pipeline.ingest.replies import with_record
from pipeline.ingest.report_join import reported_by
from pipeline.ingest.requests import request_of
from pipeline.ingest.series import series_of
from pipeline.ingest.subject import read_subject
from pipeline.ingest.verdict_words import ruling_of
from pipeline.settings.values import BureauSettings

__all__ = ["Record", "assemble"]


def assemble(
    letter: Letter, arrived_at: datetime, settings: BureauSettings, record: Record, *, decided: Unit | None = None
) -> Incoming:
    """What a letter brings, joined with what is on record.

    Args:
        letter: as read.
        arrived_at: INTERNALDATE, aware.
        settings: of the bureau that got it.
        record: the pieces known so far.
        decided: the unit a person settled; sender and subject are not asked then.

    Returns:
        With kind submission or completion a 报送件; a person settles what is in doubt.
    """
    roster = settings.bureau.roster
    senders = roster.by_address(letter.sender) if letter.sender else ()
    entitled = speaks_for(senders, roster)
    series = series_of(letter.subject, settings.subject)
    reading = read_subject(series.base if series else letter.subject, roster, settings.subject, entitled)
    own = brought(letter.parts, settings)
    incoming = Incoming(
        letter=letter,
        arrived_at=arrived_at,
        kind=kind_of(letter, own, settings, registered=bool(senders or decided)),
        subject=reading,
        sender_units=senders,
        unit=decided or settle_unit(reading, entitled, roster),
        year=reading.year or local(arrived_at).year,
        keyword=reading.keyword,
        title=own.title or reading.keyword,
        manuscripts=own.manuscripts,
        form=own.form,
        form_part=own.form_part,
        pictures=own.pictures,
        series=series,
    )
    if incoming.kind is LetterKind.COMMAND:
        ruling = ruling_of(letter, settings)
        return replace(incoming, request=None if ruling else request_of(letter, settings), ruling=ruling)
    incoming = replace(incoming, reported=reported_by(letter, own.reported, incoming.year, local(arrived_at).date()))
    if incoming.kind not in {LetterKind.SUBMISSION, LetterKind.OTHER}:
        return incoming
    if record.again is not None and incoming.kind is LetterKind.SUBMISSION:
        incoming = still_missing(read_again(incoming, record.again, settings, first=record.first), settings, record)
    else:
        incoming = with_record(incoming, own, settings, record)
    return replace(incoming, unit=decided) if decided is not None else incoming


def speaks_for(senders: Sequence[Unit], roster: Roster) -> tuple[Unit, ...]:
    """Every unit the sender's address may speak for, its own first."""
    units = (unit for sender in senders for unit in roster.may_send_for(sender))
    return tuple({unit.id: unit for unit in units}.values())


def settle_unit(reading: SubjectReading, entitled: Sequence[Unit], roster: Roster) -> Unit | None:
    """The unit by sender and subject together (rules.md S2); None when they disagree or leave a doubt.

    A sender that may speak for several units leaves the choice to the subject.
    """
    named = roster.by_id(reading.unit)
    if named is not None:
        return named if named.id in {unit.id for unit in entitled} else None
    if reading.candidates or len(entitled) != 1:
        return None
    return entitled[0]
