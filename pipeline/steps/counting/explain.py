"""Why a piece has its points: its state, history, entries and mails (`explain`)."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import select

from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.score.numbers import plain
from pipeline.steps.house import House
from pipeline.steps.show import show
from pipeline.store import facts, ledger
from pipeline.store.tables import EntryRow, FactRow

_ENTRY = re.compile(r"[Ee]\d{1,9}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A piece with the reason behind every point."""

    bureau: str
    number: str
    state: str
    unit: str | None
    title: str | None
    history: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    entries: list[dict[str, Any]]  # by day
    totals: dict[str, str]  # account → what counts in all, a decimal
    mails: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class ExplainedEntry:
    """A line of the ledger by itself, points by hand among them, and what took it back."""

    bureau: str
    entries: list[dict[str, Any]]


def explain(house: House, number: str) -> Explained | None:
    """The piece of that number; None when there is none. Of a sealed one nothing that was written in it."""
    shown = show(house, number)
    if shown is None or shown.piece is None:
        return None
    piece = shown.piece
    with house.database.reading() as session:
        told = facts.of_subject(session, shown.bureau, piece["number"])
        entries = ledger.of_subject(session, shown.bureau, piece["number"])
        return Explained(
            bureau=shown.bureau,
            number=piece["number"],
            state=piece["state"],
            unit=piece["unit"],
            title=None if piece["state"] == State.SEALED.value else piece["title"],
            history=shown.history,
            facts=[_fact(row) for row in told],
            entries=[entry_json(row) for row in sorted(entries, key=lambda row: row.day)],
            totals=_totals(entries),
            mails=shown.mails,
        )


def explain_entry(house: House, bureaus: Collection[str], name: str) -> ExplainedEntry | None:
    """The line of the ledger of that name, E12, and what took it back; None where these bureaus have none."""
    with house.database.reading() as session:
        row = session.get(EntryRow, int(name[1:])) if _ENTRY.fullmatch(name) else None
        if row is None or row.bureau not in bureaus:
            return None
        back = session.exec(select(EntryRow).where(EntryRow.reverses == row.id)).all()
        return ExplainedEntry(bureau=row.bureau, entries=[entry_json(one) for one in (row, *back)])


def _totals(rows: Sequence[EntryRow]) -> dict[str, str]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row.counted:
            sums[row.account] += row.points
    return {account: plain(points) for account, points in sums.items()}


def _fact(row: FactRow) -> dict[str, Any]:
    return {
        "fact": f"F{row.id}",
        "kind": row.kind,
        "state": row.state,
        "told": row.fact or row.told,
        "why": row.why,
        "candidates": list(row.candidates),
        "source": row.source,
        "place": row.place,
        "by": row.by,
        "at": local(row.at).isoformat(timespec="seconds"),
    }


def entry_json(row: EntryRow) -> dict[str, Any]:
    """A line of the ledger; points are a decimal text."""
    return {
        "entry": f"E{row.id}",
        "unit": row.unit,
        "subject": row.subject,
        "account": row.account,
        "rule": row.rule,
        "clause": row.clause,
        "points": plain(row.points),
        "date": row.day.isoformat(),
        "booked": row.booked,
        "counted": row.counted,
        "reason": row.reason,
        "kind": row.kind,
        "reverses": f"E{row.reverses}" if row.reverses else None,
        "by": row.by,
    }
