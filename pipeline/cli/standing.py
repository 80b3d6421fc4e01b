"""Commands that show points: standings of a period, and why a piece has its points (explain)."""

from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any

import typer

from pipeline.cli.context import FAILED, USAGE, Context, print_json, stop
from pipeline.cli.corrected import differs_json, standings_title, tell_corrected
from pipeline.cli.period_texts import phrase
from pipeline.cli.plan_told import plan_told
from pipeline.cli.register import AsJson, Bureau
from pipeline.cli.tables import print_line, print_table
from pipeline.report.formats import percent
from pipeline.score.numbers import plain
from pipeline.score.period import Period
from pipeline.steps.counting.explain import Explained, ExplainedEntry, explain, explain_entry
from pipeline.steps.counting.plan import has_plan, plan_of
from pipeline.steps.counting.standings import Standing, Standings, standings

PeriodText = Annotated[str, typer.Option("--period", metavar="周期", help=phrase("opt_period"))]
_COLUMNS = ("rank", "unit", "points", "group_rank", "received", "accepted", "adopted", "completion", "corrections")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("standings", help=phrase("standings_help"))(show_standings)
    app.command("explain", help=phrase("explain_help"))(explain_one)


def show_standings(
    ctx: typer.Context,
    bureau: Bureau,
    period: PeriodText,
    current: Annotated[bool, typer.Option("--current", help=phrase("opt_current"))] = False,
    as_json: AsJson = False,
) -> None:
    """The standings of a month, quarter or year."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    with plan_told():
        found = standings(context.house, bureau, period_of(context, bureau, period), current=current)
    if as_json:
        print_json(standings_json(found))
    else:
        _show(context, found)


def period_of(context: Context, bureau: str, text: str) -> Period:
    """The period as the bureau's plan counts it, or an end with a word on how periods are written."""
    if not has_plan(context.house, bureau):
        stop(phrase("no_plan", bureau=bureau), USAGE)
    with plan_told():
        found = plan_of(context.house, bureau).book.calendar.read(text)
    return found or stop(phrase("bad_period", period=text), USAGE)


def standings_json(found: Standings) -> dict[str, Any]:
    """As design.md §5 says: points, target and completion are decimal texts; `differs` with corrected ones alone."""
    rows = [{name: _plain(value) for name, value in asdict(row).items()} for row in found.rows]
    told = {"bureau": found.bureau, "period": found.period, "frozen": found.frozen, "rows": rows}
    return told | {"differs": differs_json(found)} if found.issued else told


def _plain(value: object) -> object:
    return plain(value) if isinstance(value, Decimal) else value


def _show(context: Context, found: Standings) -> None:
    names = {unit.id: unit.name for unit in context.settings.bureaus[found.bureau].bureau.roster.units}
    print_line(standings_title(found))
    columns = [name for name in _COLUMNS if name != "completion" or any(row.target for row in found.rows)]
    rows = [[_cell(row, name, names) for name in columns] for row in found.rows]
    print_table([phrase(f"head_{name}") for name in columns], rows, folding=1)
    tell_corrected(found, names)


def _cell(row: Standing, name: str, names: dict[str, str]) -> str:
    value = getattr(row, name)
    if name == "unit":
        return names.get(row.unit, row.unit)
    if name == "completion":
        return "—" if row.completion is None else percent(row.completion)
    if name == "corrections":
        return "" if not row.corrections else f"{row.corrections:+f}"
    return plain(value) if isinstance(value, Decimal) else str(value)


def explain_one(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="编号", help=phrase("arg_number"))],
    as_json: AsJson = False,
) -> None:
    """Every point of a piece with its clause and reason."""
    context: Context = ctx.obj
    line = explain_entry(context.house, context.settings.bureaus, number)
    if line is not None:
        _show_entry(context, line, as_json=as_json)
        return
    found = explain(context.house, number)
    if found is None:
        stop(phrase("no_such_piece", number=number), FAILED)
    if as_json:
        print_json(asdict(found))
    else:
        _explain(context, found)


def _show_entry(context: Context, line: ExplainedEntry, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(line))
        return
    for entry in line.entries:
        print_line(f"{_unit_name(context, line.bureau, entry['unit'])}  {entry['by']}".strip())
        _entry(context, entry)


def _explain(context: Context, found: Explained) -> None:
    state = context.words.word(found.state, "state")
    unit = _unit_name(context, found.bureau, found.unit or "")
    print_line("  ".join(part for part in (found.number, found.title or "", unit, state) if part))
    print_line("")
    for entry in found.entries:
        _entry(context, entry)
    for account, points in found.totals.items():
        print_line(phrase("total" if len(found.totals) == 1 else "total_of", points=points, account=account))
    if not found.entries:
        print_line(phrase("no_entries"))
    for fact in found.facts:
        if fact["state"] != "standing":
            print_line(phrase(f"fact_{fact['state']}", fact=fact["fact"], why=fact["why"]))
    print_line("")
    print_line(phrase("more_in_show", number=found.number))


def _entry(context: Context, entry: dict[str, Any]) -> None:
    counted = phrase("counted" if entry["counted"] else "not_counted")
    points = phrase("entry_points", points=entry["points"], counted=counted)
    kind = context.words.word(entry["kind"], "entry_kind")
    later = "" if entry["date"].startswith(entry["booked"]) else phrase("booked_later", booked=entry["booked"])
    told = (entry["entry"], entry["date"], kind, points, later, entry["clause"])
    print_line("  ".join(part for part in told if part))
    print_line(entry["reason"], indent=4)


def _unit_name(context: Context, bureau: str, unit_id: str) -> str:
    """The unit's name; what the roster does not know stays as it is."""
    known = context.settings.bureaus.get(bureau)
    unit = known.bureau.roster.by_id(unit_id) if known else None
    return unit.name if unit else unit_id
