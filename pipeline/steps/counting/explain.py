"""Why a piece has its points: its state, history, entries and mails (`explain`)."""

from dataclasses import dataclass
from typing import Any

from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.score.numbers import plain
from pipeline.steps.house import House
from pipeline.steps.show import show
from pipeline.store import facts, ledger
from pipeline.store.tables import EntryRow, FactRow


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A piece with the reason behind every point."""

    number: str
    state: str
    unit: str | None
    title: str | None
    history: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    entries: list[dict[str, Any]]
    mails: list[dict[str, Any]]


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
            number=piece["number"],
            state=piece["state"],
            unit=piece["unit"],
            title=None if piece["state"] == State.SEALED.value else piece["title"],
            history=shown.history,
            facts=[_fact(row) for row in told],
            entries=[entry_json(row) for row in entries],
            mails=shown.mails,
        )


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
