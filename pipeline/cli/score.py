"""`baosong score`: facts in, entries, totals, duties and ranks out; it needs nothing but the files named."""

import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from pipeline.cli.context import USAGE, out, print_json, stop
from pipeline.domain.bureau import Unit
from pipeline.domain.facts import Facts
from pipeline.domain.score import Scored
from pipeline.score.as_json import scored_json
from pipeline.score.load import load_scoring
from pipeline.score.numbers import plain
from pipeline.score.period import Period
from pipeline.score.read_facts import read_facts
from pipeline.score.scoring import Scoring
from pipeline.score.words import say as score_say
from pipeline.settings import ConfigErrors
from pipeline.settings.errors import ConfigError


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("score")(score)


def score(
    rulebook: Annotated[Path, typer.Option("--rulebook", help="计分办法 rulebook.yaml")],
    facts: Annotated[Path, typer.Option("--facts", help="事实，YAML 或 JSON")],
    outlets: Annotated[Path | None, typer.Option("--outlets", help="载体名录；不写时用计分办法旁边的")] = None,
    units: Annotated[Path | None, typer.Option("--units", help="单位名册；不写时用计分办法旁边的")] = None,
    period: Annotated[str | None, typer.Option("--period", help="周期，如 2020-05、2020Q2、2020")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """Count the facts of a file."""
    desk, told = _read(rulebook, facts, outlets, units)
    scored = desk.score(told, _period(desk, period))
    if as_json:
        print_json(scored_json(scored))
    else:
        _show(scored, {u.id: u for u in desk.units or ()})


def _read(rulebook: Path, facts: Path, outlets: Path | None, units: Path | None) -> tuple[Scoring, Facts]:
    """The plan and the facts; the mistakes of all files are told together."""
    errors: list[ConfigError] = []
    desk = told = None
    try:
        desk = load_scoring(rulebook, outlets, units)
    except ConfigErrors as wrong:
        errors += wrong.errors
    try:
        told = read_facts(facts)
    except ConfigErrors as wrong:
        errors += wrong.errors
    if desk is None or told is None:
        _refuse(errors)
    return desk, told


def _period(desk: Scoring, text: str | None) -> Period | None:
    if text is None:
        return None
    found = desk.book.calendar.read(text)
    if found is None:
        stop(score_say("period_bad", text=text), USAGE)
    return found


def _refuse(errors: list[ConfigError]) -> NoReturn:
    err = Console(stderr=True, highlight=False, soft_wrap=True)
    err.print(score_say("files_wrong", count=len(errors)), markup=False)
    for error in errors:
        err.print(f"  {error}", markup=False)
    sys.exit(USAGE)


def _show(scored: Scored, units: dict[str, Unit]) -> None:
    def name(unit: str) -> str:
        return units[unit].name if unit in units else unit

    _table(
        "ranks", ("rank", "group_rank", "unit", "points"),
        ((r.rank, r.group_rank, name(r.unit), r.points) for r in scored.ranks),
    )  # fmt: skip
    _table(
        "entries", ("date", "unit", "subject", "points", "counted", "clause", "reason"),
        ((e.date, name(e.unit), e.subject, e.points, e.counted, e.clause, e.reason) for e in scored.entries),
    )  # fmt: skip
    _table(
        "duties", ("unit", "duty", "period", "required", "done", "met"),
        ((name(d.unit), f"{d.duty} {d.subject}", d.period, d.required, d.done, d.met) for d in scored.duties),
    )  # fmt: skip
    _table(
        "fees", ("unit", "period", "points", "amount"),
        ((name(f.unit), f.period, f.points, f.amount) for f in scored.fees),
    )  # fmt: skip
    _table(
        "marks", ("unit", "mark", "period", "value"),
        ((name(m.unit), m.mark, m.period, m.value) for m in scored.marks),
    )  # fmt: skip
    _table(
        "unresolved", ("fact", "why", "candidates"),
        ((u.fact, u.why, "、".join(u.candidates)) for u in scored.unresolved),
    )  # fmt: skip


def _table(head: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    table = Table(title=score_say(f"head_{head}"))
    for column in columns:
        table.add_column(score_say(f"col_{column}"), overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    if table.row_count:
        out().print(table, soft_wrap=False)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return score_say("yes" if value else "no")
    return plain(value) if isinstance(value, Decimal) else str(value)
