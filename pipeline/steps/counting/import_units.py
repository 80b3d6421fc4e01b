"""The roster 名册 from a file: what would be another is shown first; then units.csv is written anew, the old one kept.

Whatever the program asks of config/ is asked of the new roster before it takes the old one's place.
"""

import csv
import os
import shutil
from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from sqlmodel import Session, col, func, select

from pipeline.domain.bureau import Unit
from pipeline.domain.imported import ImportedUnit
from pipeline.score.numbers import plain
from pipeline.settings import ConfigErrors, load
from pipeline.settings.roster import HEADER
from pipeline.steps.counting.count import today_of
from pipeline.steps.counting.imports import ImportOrder, read_file
from pipeline.steps.counting.plan import ROSTER
from pipeline.steps.house import House
from pipeline.store import events
from pipeline.store.tables import PieceRow

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One cell of a unit that is another."""

    field: str  # name, group, aliases, addresses, may_send_for, target
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """A unit that the file adds, changes or leaves out."""

    unit: str  # id
    name: str
    what: str  # added, removed, changed
    fields: tuple[FieldChange, ...] = ()
    pieces: int = 0  # on record, of a unit that is left out


@dataclass(frozen=True, kw_only=True)
class UnitsDone:
    """What the file makes another."""

    bureau: str
    applied: bool
    units: int  # of the new roster
    lines: tuple[UnitLine, ...]
    ignored: tuple[str, ...]  # headings of columns that are not read
    reordered: bool = False  # units that stay stand in another order
    kept: str | None = None  # where the old roster lies now


def import_units(house: House, order: ImportOrder) -> UnitsDone:
    """Write the roster anew, or show what would be another.

    Raises:
        FileMistakes: the file has mistakes.
        ConfigErrors: config/ cannot be used with the new roster; units.csv stays as it is.
    """
    imported = read_file(house, order)
    new = [row.unit for row in imported.rows if isinstance(row, ImportedUnit)]
    settings = house.bureau(order.bureau)
    file = settings.folder / ROSTER
    text = as_csv(new)
    lines = _difference(house, order.bureau, settings.bureau.roster.units, new)
    done = UnitsDone(
        bureau=order.bureau, applied=order.apply, units=len(new), lines=lines, ignored=imported.ignored,
        reordered=_reordered(settings.bureau.roster.units, new),
    )  # fmt: skip
    _try(house.settings.folder, file, text)
    if not order.apply or not (lines or done.reordered):
        return done
    with house.database.writing() as session:
        events.note(
            session, house.clock(), "roster_imported", bureau=order.bureau, by=order.by,
            file=order.file.name, units=len(new), changes=len(lines),
        )  # fmt: skip
        kept = _keep(file, today_of(house).isoformat())
        _write(file, text)
    return replace(done, kept=kept.name)


def rewrite(house: House, bureau_id: str, units: Sequence[Unit]) -> str:
    """Write the roster anew, once all of config/ was read with it.

    Returns:
        The name of the file beside it in which the old one lies.

    Raises:
        ConfigErrors: config/ cannot be used with it; units.csv stays as it is.
        OSError: it cannot be written.
    """
    file, text = house.bureau(bureau_id).folder / ROSTER, as_csv(units)
    _try(house.settings.folder, file, text)
    kept = _keep(file, today_of(house).isoformat())
    _write(file, text)
    return kept.name


def as_csv(units: Sequence[Unit]) -> str:
    """units.csv as settings read it."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows([unit.id, *cells(unit).values()] for unit in units)
    return out.getvalue()


def cells(unit: Unit) -> dict[str, str]:
    """A unit's cells behind its id, by column."""
    return {
        "name": unit.name, "group": unit.group.value, "aliases": ";".join(unit.aliases),
        "addresses": ";".join(unit.addresses), "may_send_for": ";".join(unit.may_send_for),
        "target": plain(unit.target) if unit.target is not None else "",
    }  # fmt: skip


def _difference(house: House, bureau: str, old: Sequence[Unit], new: Sequence[Unit]) -> tuple[UnitLine, ...]:
    was, will = {u.id: u for u in old}, {u.id: u for u in new}
    found = [UnitLine(unit=u.id, name=u.name, what=ADDED) for u in new if u.id not in was]
    for unit in (u for u in new if u.id in was):
        before, after = cells(was[unit.id]), cells(unit)
        fields = tuple(FieldChange(field=f, before=before[f], after=after[f]) for f in after if before[f] != after[f])
        if fields:
            found.append(UnitLine(unit=unit.id, name=unit.name, what=CHANGED, fields=fields))
    with house.database.reading() as session:
        gone = [u for u in old if u.id not in will]
        found += [
            UnitLine(unit=u.id, name=u.name, what=REMOVED, pieces=_pieces(session, bureau, u.id)) for u in gone
        ]  # fmt: skip
    return tuple(found)


def _reordered(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    was, will = [u.id for u in old], [u.id for u in new]
    return [name for name in was if name in will] != [name for name in will if name in was]


def _pieces(session: Session, bureau: str, unit: str) -> int:
    wanted = select(func.count(col(PieceRow.id))).where(PieceRow.bureau == bureau, PieceRow.unit == unit)
    return session.exec(wanted).one()


def _try(config: Path, file: Path, text: str) -> None:
    """Read a copy of config/ with the new roster in it; its mistakes are told as if they stood in the file itself."""
    with TemporaryDirectory(prefix="baosong-config-") as folder:
        copy = Path(shutil.copytree(config, Path(folder) / config.name))
        (copy / file.relative_to(config)).write_text(text, encoding="utf-8")
        try:
            load(copy)
        except ConfigErrors as wrong:
            told = (replace(error, file=config / error.file.relative_to(copy)) for error in wrong.errors)
            raise ConfigErrors(tuple(told)) from wrong


def _keep(file: Path, day: str) -> Path:
    """A dated copy beside the roster; the second of a day gets a number."""
    names = (f"{file.stem}-{day}{f'-{n}' if n > 1 else ''}{file.suffix}" for n in range(1, 1000))
    kept = next(file.with_name(name) for name in names if not file.with_name(name).exists())
    return Path(shutil.copy2(file, kept))


def _write(file: Path, text: str) -> None:
    """Beside its place, then in it; the mark that Excel knows UTF-8 by stays where it was."""
    mark = BOM_UTF8 if file.read_bytes().startswith(BOM_UTF8) else b""
    with NamedTemporaryFile(dir=file.parent, prefix=".units-", delete=False) as new:
        new.write(mark + text.encode())
        new.flush()
        os.fsync(new.fileno())
    Path(new.name).chmod(0o644)
    Path(new.name).replace(file)
