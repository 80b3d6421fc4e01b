"""An address or another name of a unit, learnt from a letter, is remembered in the roster: units.csv.

What asks of config/ is asked of the new roster before it takes the old one's place; this program knows it at once.
"""

from dataclasses import dataclass, replace

from pipeline.domain.bureau import Roster, Unit
from pipeline.report.formats import one_line
from pipeline.settings import load
from pipeline.settings.addresses import is_address
from pipeline.steps.counting.import_units import as_csv, rewrite
from pipeline.steps.house import House
from pipeline.steps.refusal import Refusal
from pipeline.store import events

_LONGEST_ALIAS = 40
_FORMULA_SIGNS = ("=", "+", "-", "@")  # the roster is opened by Excel


@dataclass(frozen=True, kw_only=True)
class RememberOrder:
    """What is to be remembered of a unit."""

    bureau: str
    unit: str  # id, name or alias
    by: str
    address: str = ""
    alias: str = ""


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """What stands in the roster now."""

    unit: str  # the roster's id
    address: str
    alias: str
    kept: str  # the file in which the old roster lies


def remember(house: House, order: RememberOrder) -> Remembered:
    """Write an address or a name of a unit into the roster.

    Raises:
        Refusal: there is no such unit, nothing to remember, it is known already or another's, or the file cannot be
            written: then the line to write by hand is told.
        ConfigErrors: config/ cannot be used with it; the roster stays as it is.
    """
    address, alias = order.address.strip().lower(), one_line(order.alias).strip()
    _must_fit(order, address, alias)
    with house.locked(f"{order.bureau}.roster"):
        units = list(load(house.settings.folder).bureaus[order.bureau].bureau.roster.units)  # as the file says now
        at = next((n for n, unit in enumerate(units) if order.unit.strip() in {unit.id, *unit.names}), None)
        if at is None:
            raise Refusal("unknown_unit", unit=order.unit.strip())
        _must_be_new(units, at, address, alias)
        units[at] = _taught(units[at], address, alias)
        try:
            kept = rewrite(house, order.bureau, units)
        except OSError as fault:
            line = as_csv([units[at]]).splitlines()[-1]
            raise Refusal("roster_unwritable", line=line, why=fault.strerror or str(fault)) from fault
        _know(house, order.bureau, Roster(tuple(units)))
        with house.database.writing() as session:
            events.note(
                session, house.clock(), "roster_taught", bureau=order.bureau, by=order.by.strip(), unit=units[at].id,
                address=address or None, alias=alias or None,
            )  # fmt: skip
    return Remembered(unit=units[at].id, address=address, alias=alias, kept=kept)


def _must_fit(order: RememberOrder, address: str, alias: str) -> None:
    if not order.by.strip():
        raise Refusal("name_wanted")
    if not (address or alias):
        raise Refusal("nothing_to_remember")
    if address and not is_address(address):
        raise Refusal("bad_address", text=address)
    if len(alias) > _LONGEST_ALIAS or ";" in alias or alias.startswith(_FORMULA_SIGNS):
        raise Refusal("bad_alias", text=alias)


def _must_be_new(units: list[Unit], at: int, address: str, alias: str) -> None:
    for n, unit in enumerate(units):
        if (address and address in unit.addresses) or (alias and alias in unit.names):
            raise Refusal("known_so" if n == at else "known_of_another", unit=unit.name, text=address or alias)


def _taught(unit: Unit, address: str, alias: str) -> Unit:
    addresses = (*unit.addresses, address) if address else unit.addresses
    return replace(unit, addresses=addresses, aliases=(*unit.aliases, alias) if alias else unit.aliases)


def _know(house: House, bureau: str, roster: Roster) -> None:
    """The next letter is read with it; other processes know it when they start."""
    settings = house.settings.bureaus[bureau]
    house.settings.bureaus[bureau] = replace(settings, bureau=replace(settings.bureau, roster=roster))
