"""One row of an import file as a value, by what the file holds; None where it has mistakes, which are noted."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from pipeline.domain.bureau import Unit
from pipeline.domain.imported import ImportedActivity, ImportedInstruction, ImportedReads, ImportedUnit
from pipeline.domain.reported import ReportedRow
from pipeline.domain.text import normal
from pipeline.domain.words import Group
from pipeline.ingest.grid import Spot
from pipeline.ingest.import_cells import Cells
from pipeline.ingest.import_words import GROUPS, RANKS
from pipeline.ingest.report_headings import Column
from pipeline.ingest.report_uses import URL, Use, uses_of
from pipeline.ingest.report_words import DOUBTS, NOTHING
from pipeline.settings.addresses import is_address

MOST_READS = 1_000_000_000  # a piece read by a whole country; more is a slip of the hand
MOST_DAYS = 3_660
_SEVERAL = re.compile(r"[\n、；;]")
_ID = re.compile(r"[a-z][a-z0-9_-]*")


def adoptions(cells: Cells) -> Iterator[ReportedRow]:
    """The uses of a piece, one for each outlet named."""
    number, title = _piece(cells, Column.NUMBER, Column.TITLE)
    cells.text(Column.OUTLET, needed=True)
    taken = {Column(name): spot for name, spot in cells.spots.items()}
    days = taken.get(Column.DATE, Spot())
    if not _SEVERAL.search(days.text):
        day = cells.day(Column.DATE, needed=True)
        taken[Column.DATE] = Spot(text=days.text, day=day) if day is not None else Spot()
    _link(cells, taken.get(Column.LINK, Spot()))
    position, unit = (normal(cells.text(column)) or None for column in (Column.POSITION, Column.UNIT))
    for use in uses_of(taken, named=True, year=None):
        _tell(cells, use)
        yield ReportedRow(
            place=cells.place, title=title, outlet=use.outlet, url=use.url, shared_url=use.shared_url, date=use.day,
            date_text=use.day_text, mode=use.mode, position=position, unit=unit, number=number,
        )  # fmt: skip


def _tell(cells: Cells, use: Use) -> None:
    """What is doubtful in a report is a mistake here; a missing outlet or day has been told."""
    for doubt in filter(None, use.doubt.split("；")):
        if doubt not in {DOUBTS["no_outlet"], DOUBTS["no_date"]}:
            cells.tell("doubt", text=doubt)
    if use.day is None and use.day_text and not use.doubt:
        cells.tell("day_no_year", column=Column.DATE, text=use.day_text)
    if use.day is not None and use.day > cells.today:
        cells.tell("day_future", column=Column.DATE, text=use.day_text)


def _link(cells: Cells, spot: Spot) -> None:
    if not spot.blank and not spot.link and not URL.search(spot.text) and normal(spot.text) not in NOTHING:
        cells.tell("url", text=normal(spot.text)[:60])


def reads(cells: Cells) -> Iterator[ImportedReads]:
    """How often a piece was read."""
    number, title = _piece(cells)
    count, written = cells.whole("count"), normal(cells.text("count", needed=True))
    if written and count is None:
        cells.tell("count", text=written)
    elif count is not None and count < 0:
        cells.tell("count_negative", text=written)
    elif count is not None and count > MOST_READS:
        cells.tell("count_absurd", text=written, most=f"{MOST_READS:,}")
    days, counted_on = _days(cells), cells.day("counted_on")
    if not normal(cells.text("days")) and not normal(cells.text("counted_on")):
        cells.tell("days_none")
    yield ImportedReads(
        place=cells.place, number=number, title=title, outlet=cells.text("outlet", needed=True), count=count or 0,
        days=days, counted_on=counted_on,
    )  # fmt: skip


def instructions(cells: Cells) -> Iterator[ImportedInstruction]:
    """A leader's written approval."""
    number, title = _piece(cells)
    by, rank = cells.text("by", needed=True), cells.one_of("rank", RANKS, "rank")
    day = cells.day("date", needed=True)
    yield ImportedInstruction(place=cells.place, number=number, title=title, by=by, rank=rank, date=day or cells.today)


def activities(cells: Cells) -> Iterator[ImportedActivity]:
    """An activity and the units that hosted it."""
    name = cells.text("name")
    known = cells.text("id") or name
    if not known:
        cells.text("name", needed=True)
    host, units = cells.text("host", needed=True), cells.several("units", needed=True)
    day = cells.day("date", needed=True)
    yield ImportedActivity(place=cells.place, id=known, name=name, host=host, units=units, date=day or cells.today)


def units(cells: Cells) -> Iterator[ImportedUnit]:
    """A unit of the roster; what must hold between units is the table's affair."""
    unit_id, name = normal(cells.text("id", needed=True)), cells.text("name", needed=True)
    if unit_id and not _ID.fullmatch(unit_id):
        cells.tell("unit_id", text=unit_id)
    group = cells.one_of("group", GROUPS_BY_WORD, "group")
    addresses = tuple(address.lower() for address in cells.several("addresses"))
    for address in addresses:
        if not is_address(address):
            cells.tell("address", text=address)
    if not addresses:
        cells.tell("no_address")
    yield ImportedUnit(
        place=cells.place,
        unit=Unit(
            id=unit_id, name=name, group=Group(group or Group.STATION), aliases=cells.several("aliases"),
            addresses=addresses, may_send_for=cells.several("may_send_for"), target=_target(cells),
        ),
    )  # fmt: skip


GROUPS_BY_WORD = {group.value: names for group, names in GROUPS.items()}


def _piece(cells: Cells, *names: str) -> tuple[str | None, str]:
    of_number, of_title = names or ("number", "title")
    number, title = cells.number(of_number), cells.text(of_title)
    if not number and not title and not cells.text(of_number):
        cells.tell("no_piece")
    return number, title


def _days(cells: Cells) -> int | None:
    written = normal(cells.text("days"))
    days = cells.whole("days")
    if written and (days is None or not 0 <= days <= MOST_DAYS):
        cells.tell("days", text=written, most=MOST_DAYS)
    return days


def _target(cells: Cells) -> Decimal | None:
    written = normal(cells.text("target"))
    if not written:
        return None
    try:
        value = Decimal(written)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        cells.tell("target", text=written)
        return None
    return value
