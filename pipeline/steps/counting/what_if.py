"""What a changed rulebook or register would change in a bureau's points: counted like a rescore, nothing written."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from sqlmodel import Session

from pipeline.domain.score import ScoreEntry, Unresolved
from pipeline.score.booking import booked_for
from pipeline.score.difference import Held, difference
from pipeline.score.load import load_scoring
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.count import entry_of, today_of
from pipeline.steps.counting.gather import facts_of
from pipeline.steps.counting.plan import FILES, RULEBOOK, plan_of
from pipeline.steps.house import House
from pipeline.store import closings, ledger

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class UnitChange:
    """What a unit has and would have."""

    unit: str  # the roster's id
    before: Decimal
    after: Decimal


@dataclass(frozen=True, kw_only=True)
class EntryChange:
    """What one fact brought and would bring."""

    unit: str
    subject: str
    day: date
    before: tuple[ScoreEntry, ...]  # that would be taken back
    after: tuple[ScoreEntry, ...]  # that would be added
    booked: str  # the period the difference would count in


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """Everything that would change."""

    units: tuple[UnitChange, ...]
    entries: tuple[EntryChange, ...]
    unresolved: tuple[Unresolved, ...]  # what could no longer be counted


def trial_plan(house: House, bureau_id: str, changed: Mapping[str, bytes]) -> Scoring:
    """The bureau's plan with some of its files exchanged.

    Args:
        house: the house.
        bureau_id: the bureau.
        changed: content by file name, `rulebook.yaml` and `outlets.yaml`; the others are the bureau's own.

    Raises:
        ConfigErrors: a file is wrong; every mistake.
    """
    own = house.bureau(bureau_id).folder
    with tempfile.TemporaryDirectory(prefix="baosong-what-if-") as folder:
        for name in FILES:
            if name in changed:
                (Path(folder) / name).write_bytes(changed[name])
            elif (own / name).exists():
                (Path(folder) / name).write_bytes((own / name).read_bytes())
        return load_scoring(Path(folder) / RULEBOOK, holidays=house.settings.holidays)


def what_if(house: House, bureau_id: str, plan: Scoring) -> WhatIf:
    """What would change in the ledger if the bureau counted by this plan from now on; nothing is written.

    Raises:
        ConfigErrors: a file of the plan in force is wrong.
    """
    with house.database.reading() as session:
        shift = plan.book.calendar.shift
        frozen = closings.frozen(session, bureau_id, shift)
        rows = {row.id or 0: row for row in ledger.live(session, bureau_id)}
        facts = facts_of(session, bureau_id)
        held = [Held(name=name, entry=entry_of(row), frozen=row.booked in frozen) for name, row in rows.items()]
        today = today_of(house)
        scored = plan.score(facts, until=today)
        changed = difference(held, [entry for entry in scored.entries if entry.date <= today])
        known = {(u.fact, u.why) for u in plan_of(house, bureau_id).score(facts, until=today).unresolved}
        gone = [entry_of(rows[name]) for name in changed.gone]
        return WhatIf(
            units=_units(session, plan, bureau_id, (gone, changed.new)),
            entries=_paired(gone, changed.new, partial(booked_for, frozen=frozen, shift=shift)),
            unresolved=tuple(u for u in scored.unresolved if (u.fact, u.why) not in known),
        )


def _units(
    session: Session, plan: Scoring, bureau: str, changes: tuple[list[ScoreEntry], tuple[ScoreEntry, ...]]
) -> tuple[UnitChange, ...]:
    gone, new = changes
    account, nets = plan.book.ranked().id, defaultdict[str, Decimal](Decimal)
    for sign, entries in ((-1, gone), (1, new)):
        for entry in entries:
            if entry.counted and entry.account == account:
                nets[entry.unit] += sign * entry.points
    before = ledger.totals_dated(session, bureau, account, date.min, date.max)
    order = {unit.id: place for place, unit in enumerate(plan.units or ())}
    found = (
        UnitChange(unit=unit, before=before.get(unit, ZERO), after=before.get(unit, ZERO) + net)
        for unit, net in nets.items()
        if net
    )
    return tuple(sorted(found, key=lambda one: (order.get(one.unit, len(order)), one.unit)))


def _paired(
    gone: list[ScoreEntry], new: tuple[ScoreEntry, ...], booked: Callable[[date], str]
) -> tuple[EntryChange, ...]:
    """What is taken back beside what takes its place: by unit, subject and day."""
    sides: dict[tuple[date, str, str], tuple[list[ScoreEntry], list[ScoreEntry]]] = defaultdict(lambda: ([], []))
    for side, entries in enumerate((gone, new)):
        for entry in entries:
            sides[entry.date, entry.unit, entry.subject][side].append(entry)
    return tuple(
        EntryChange(
            unit=unit, subject=subject, day=day, before=tuple(before), after=tuple(after),
            booked=booked(day),
        )
        for (day, unit, subject), (before, after) in sorted(sides.items(), key=lambda item: item[0])
    )  # fmt: skip
