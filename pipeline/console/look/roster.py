"""名册: the units with their addresses and how these fare, and strangers who wrote lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from pipeline.console.web.visit import Visit
from pipeline.domain.bureau import Unit
from pipeline.domain.timeutil import local
from pipeline.steps.bounces import LOOK_BACK
from pipeline.steps.find import letter_name
from pipeline.steps.roster_suggest import Stranger, strangers
from pipeline.store import bounces, roster_health
from pipeline.store.roster_health import Written
from pipeline.store.tables import LetterRow, OutboxRow


class Show(StrEnum):
    """Which units are shown."""

    ALL = "all"
    SILENT = "silent"  # never wrote
    TROUBLED = "troubled"  # an address to which mail does not get through
    WITHOUT = "without"  # no address registered


@dataclass(frozen=True, kw_only=True)
class AddressLine:
    """An address of a unit."""

    address: str
    last_mail: datetime | None
    bounces: int  # mails to it that came back since it last wrote
    why: str  # the reason of the last of them
    undelivered: int  # mails to it that did not get through


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """A unit of the roster."""

    id: str
    name: str
    aliases: tuple[str, ...]
    addresses: tuple[AddressLine, ...]
    sends_for: tuple[str, ...]  # names of the units whose pieces it may send
    this_year: int  # letters
    last: datetime | None

    def is_among(self, show: Show) -> bool:
        """Whether it belongs to what is shown."""
        match show:
            case Show.SILENT:
                return self.last is None
            case Show.TROUBLED:
                return any(one.bounces or one.undelivered for one in self.addresses)
            case Show.WITHOUT:
                return not self.addresses
            case _:
                return True


@dataclass(frozen=True, kw_only=True)
class RosterView:
    """Everything the page shows."""

    groups: tuple[tuple[str, tuple[UnitLine, ...]], ...]  # the group's word, its units
    counts: dict[Show, int]
    show: Show
    strangers: tuple[Stranger, ...]
    unclear: tuple[str, ...]  # names of delivery reports that tell no mail of ours
    file: str  # the roster's file


def roster_view(visit: Visit, show: Show) -> RosterView:
    """The roster as it stands in units.csv, with what the record knows."""
    now = visit.console.house.clock()
    with visit.console.house.database.reading() as session:
        lines, unclear = _lines(visit, session, now)
        found = strangers(session, visit.bureau, now)
    shown = [line for line in lines if line.is_among(show)]
    group_of = {unit.id: visit.words.word(unit.group.value, "group") for unit in visit.bureau.bureau.roster.units}
    names = dict.fromkeys(group_of[line.id] for line in shown)
    return RosterView(
        groups=tuple((name, tuple(line for line in shown if group_of[line.id] == name)) for name in names),
        counts={one: sum(line.is_among(one) for line in lines) for one in Show},
        show=show,
        strangers=found,
        unclear=unclear,
        file=f"config/bureaus/{visit.bureau.folder.name}/units.csv",
    )


def _lines(visit: Visit, session: Session, now: datetime) -> tuple[list[UnitLine], tuple[str, ...]]:
    units = visit.bureau.bureau.roster.units
    year = local(now).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    written = roster_health.letters_by_unit(session, visit.id, [unit.id for unit in units], year)
    last = roster_health.last_mail_to(session, visit.id, [one for unit in units for one in unit.addresses])
    undelivered = roster_health.undelivered_to(session, visit.id)
    lost = bounces.lost_to(session, visit.id, now - LOOK_BACK)
    health = {
        one: AddressLine(
            address=one,
            last_mail=last.get(one),
            bounces=len(lost.get(one, ())),
            why=_why(visit, lost.get(one, ())),
            undelivered=undelivered[one],
        )
        for unit in units
        for one in unit.addresses
    }
    names = {unit.id: unit.name for unit in units}
    return [_unit(unit, health, written.get(unit.id), names) for unit in units], _unclear(session, visit.id, now)


def _unit(unit: Unit, health: dict[str, AddressLine], written: Written | None, names: dict[str, str]) -> UnitLine:
    return UnitLine(
        id=unit.id,
        name=unit.name,
        aliases=unit.aliases,
        addresses=tuple(health[one] for one in unit.addresses),
        sends_for=tuple(names[one] for one in unit.may_send_for if one in names),
        this_year=written.lately if written else 0,
        last=written.last if written else None,
    )


def _why(visit: Visit, lost: Sequence[OutboxRow]) -> str:
    """The reason of the newest mail that came back, in the office's words."""
    reason = lost[-1].bounce_reason if lost else None
    return visit.words.word(reason, "bounce_reason") if reason else ""


def _unclear(session: Session, bureau: str, now: datetime) -> tuple[str, ...]:
    """The delivery reports that tell no mail of ours."""
    rows = roster_health.bounces(session, bureau, now - LOOK_BACK)
    ours = roster_health.addressees(session, bureau, {one for row in rows for one in _about(row)})
    return tuple(letter_name(row) for row in rows if not any(one in ours for one in _about(row)))


def _about(row: LetterRow) -> list[str]:
    return (row.in_reply_to or "").split()
