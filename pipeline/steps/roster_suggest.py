"""Which unit a stranger's address may belong to, from the mail that came: proposed as a line of units.csv."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from pipeline.domain.bureau import Roster, Unit
from pipeline.ingest.subject import read_subject
from pipeline.settings import BureauSettings
from pipeline.steps.counting.import_units import as_csv
from pipeline.steps.find import letter_name
from pipeline.store import roster_health
from pipeline.store.tables import LetterRow

LOOK_BACK = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Stranger:
    """An address outside the roster that wrote lately."""

    address: str
    letters: int
    last: datetime
    example: str  # name of its newest letter: L17
    subject: str  # of that letter
    unit: str | None  # the id of the unit it may be, None where nothing speaks for one
    decided: bool  # a person assigned a letter of it to that unit
    line: str  # the unit's line of units.csv with this address, "" without a unit


def strangers(
    session: Session, bureau: BureauSettings, now: datetime, back: timedelta = LOOK_BACK
) -> tuple[Stranger, ...]:
    """Everyone outside the roster who wrote lately, as far back as that; the latest first."""
    roster = bureau.bureau.roster
    known = {address for unit in roster.units for address in unit.addresses}
    rows = roster_health.of_strangers(session, bureau.bureau.id, known | _own(bureau), now - back)
    found: dict[str, list[LetterRow]] = {}
    for row in rows:
        if row.sender:
            found.setdefault(row.sender.lower(), []).append(row)
    return tuple(_stranger(bureau, address, letters) for address, letters in found.items())


def _own(bureau: BureauSettings) -> set[str]:
    """Addresses of the bureau's own people."""
    office = bureau.bureau.office
    return {bureau.bureau.mailbox, *office.digest_to, *office.admins, *office.reviewers}


def _stranger(bureau: BureauSettings, address: str, letters: Sequence[LetterRow]) -> Stranger:
    """Letters come the newest first."""
    roster = bureau.bureau.roster
    decided = _most(row.unit for row in letters)
    unit = roster.by_id(decided or _most(_named(bureau, row, roster) for row in letters))
    return Stranger(
        address=address,
        letters=len(letters),
        last=letters[0].arrived_at,
        example=letter_name(letters[0]),
        subject=letters[0].subject or "",
        unit=unit.id if unit else None,
        decided=decided is not None and unit is not None,
        line=line_with(unit, address) if unit else "",
    )


def _named(bureau: BureauSettings, row: LetterRow, roster: Roster) -> str | None:
    """The unit that its subject names, where it names one."""
    return read_subject(row.subject or "", roster, bureau.subject).unit


def _most(units: Iterable[str | None]) -> str | None:
    """The one that is named most often; None where several are named alike."""
    counts = Counter(unit for unit in units if unit).most_common(2)
    return counts[0][0] if counts and (len(counts) == 1 or counts[0][1] > counts[1][1]) else None


def line_with(unit: Unit, address: str) -> str:
    """The unit's line of units.csv with one more address."""
    return as_csv([replace(unit, addresses=(*unit.addresses, address))]).splitlines()[1]
