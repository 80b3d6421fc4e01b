"""Commands that look: show, list."""

import re
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from pipeline.cli.context import FAILED, USAGE, Context, out, print_json, stop
from pipeline.cli.texts import say
from pipeline.domain.timeutil import SHANGHAI
from pipeline.domain.words import State
from pipeline.steps.show import letters_waiting, pieces_listed, show

AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})|Q([1-4]))?")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("show", help="查看一件报送件（编号）或一封来信（来信号）。")(show_one)
    app.command("list", help="列出报送件。")(list_pieces)


def show_one(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="编号 YH-2020-00012 或来信号 L17")],
    as_json: AsJson = False,
) -> None:
    """A piece or letter with everything that happened to it."""
    context: Context = ctx.obj
    shown = show(context.house, name)
    if shown is None:
        stop(say("unknown_name", name=name), FAILED)
    if as_json:
        print_json(asdict(shown))
        return
    console = out()
    if shown.piece:
        _pairs(context, shown.piece)
    for key in ("letters", "parts", "history", "mails"):
        rows: list[dict[str, Any]] = getattr(shown, key)
        if rows:
            console.print(f"\n{say(key)}")
        for row in rows:
            console.print("  " + "  ".join(_cell(value) for value in row.values() if value not in (None, "", [], {})))


def _pairs(context: Context, piece: dict[str, Any]) -> None:
    unit = context.settings.bureaus[piece["bureau"]].bureau.roster.by_id(piece["unit"])
    told = {
        "number": piece["number"],
        "state": context.words.word(piece["state"], "state"),
        "unit": unit.name if unit else "—",
        "title": piece["title"] or "—",
        "sender": piece["sender"],
        "arrived": piece["arrived"],
    }
    for key, value in told.items():
        out().print(f"{say(key)}：{value}", markup=False)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "；".join(_cell(v) for v in value)
    if isinstance(value, dict):
        return " ".join(str(v) for v in value.values() if v not in (None, ""))
    return str(value)


def list_pieces(
    ctx: typer.Context,
    bureau: Annotated[str | None, typer.Option("--bureau", help="哪个局")] = None,
    state: Annotated[State | None, typer.Option("--state", help="状态")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="单位的编号、全称或简称")] = None,
    period: Annotated[str | None, typer.Option("--period", help="2020-05、2020Q2 或 2020")] = None,
    as_json: AsJson = False,
) -> None:
    """Pieces by state, unit and period."""
    context: Context = ctx.obj
    bureaus = context.bureaus(bureau)
    rows = [
        row
        for name in bureaus
        for row in pieces_listed(
            context.house,
            bureau=name,
            state=state.value if state else None,
            unit=_unit(context, name, unit),
            span=span_of(period) if period else None,
        )
    ]
    if as_json:
        print_json(rows)
        return
    if not rows:
        out().print(say("nothing"))
    else:
        _table(context, rows)
    if not (unit or period or state):
        _waiting(context, bureaus)


def _table(context: Context, rows: list[dict[str, Any]]) -> None:
    table = Table()
    for key in ("number", "state", "unit", "title", "arrived"):
        table.add_column(say(key), overflow="fold")
    for row in rows:
        unit = context.settings.bureaus[row["bureau"]].bureau.roster.by_id(row["unit"])
        state = context.words.word(row["state"], "state")
        table.add_row(row["number"], state, unit.name if unit else "—", row["title"] or "—", row["arrived"][:16])
    out().print(table)


def _waiting(context: Context, bureaus: list[str]) -> None:
    waiting = [row for name in bureaus for row in letters_waiting(context.house, name)]
    if waiting:
        out().print(f"\n{say('waiting_letters')}")
    for row in waiting:
        word = context.words.word(row["disposition"] or "held", "disposition")
        out().print(f"  {row['letter']}  {word}  {row['sender'] or ''}  {row['subject'] or ''}", markup=False)


def _unit(context: Context, bureau: str, text: str | None) -> str | None:
    """The id of the unit meant; a bureau without such a unit lists nothing."""
    if text is None:
        return None
    for one in context.settings.bureaus[bureau].bureau.roster.units:
        if text in {one.id, *one.names}:
            return one.id
    if len(context.settings.bureaus) == 1 or sys.stdin is None:
        stop(say("unknown_unit", unit=text), USAGE)
    return text


def span_of(period: str) -> tuple[datetime, datetime]:
    """The first moment of a period (2020-05, 2020Q2, 2020) and that of the next, on the office's clock."""
    found = _PERIOD.fullmatch(period.strip())
    if not found or (found[2] and not 1 <= int(found[2]) <= 12):
        stop(say("bad_period", text=period), USAGE)
    year = int(found[1])
    first, months = (int(found[2]), 1) if found[2] else (int(found[3]) * 3 - 2, 3) if found[3] else (1, 12)
    after = first + months
    return (
        datetime(year, first, 1, tzinfo=SHANGHAI),
        datetime(year + (after > 12), after - 12 if after > 12 else after, 1, tzinfo=SHANGHAI),
    )
