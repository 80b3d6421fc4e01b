"""Commands over facts: what is on record and what waits (facts), and settling it (settle)."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from pipeline.cli.context import FAILED, Context, print_json
from pipeline.cli.counted import day_of, finish, refusals_told
from pipeline.cli.counting_texts import phrase
from pipeline.cli.register import AsJson, Bureau, By, Reason
from pipeline.cli.tables import print_line, print_table
from pipeline.steps.counting.fact_names import FactLine, facts_listed
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import Settled, SettleOrder
from pipeline.steps.counting.take import WAITS

_ALL = ("fact", "state", "kind", "number", "title", "outlet", "date")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("facts", help=phrase("facts_help"))(list_facts)
    app.command("settle", help=phrase("settle_help"))(settle_one)


def list_facts(
    ctx: typer.Context,
    bureau: Bureau,
    waiting: Annotated[bool, typer.Option("--waiting", help=phrase("opt_waiting"))] = False,
    as_json: AsJson = False,
) -> None:
    """The facts of a bureau; those that wait each with its reason."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    found = facts_listed(context.house, bureau, waiting=waiting)
    if as_json:
        print_json([asdict(line) for line in found])
    elif not found:
        print_line(phrase("nothing_waits" if waiting else "no_facts"))
    elif waiting:
        _tell_waiting(bureau, found)
    else:
        print_table([phrase(f"head_{name}") for name in _ALL], [_cells(line) for line in found], folding=4)


def _cells(line: FactLine) -> list[str]:
    return [
        line.name, phrase(f"state_{line.state}"), phrase(f"kind_{line.kind}"), line.number or "—", line.title or "—",
        line.outlet or "—", line.date or "—",
    ]  # fmt: skip


def _tell_waiting(bureau: str, found: tuple[FactLine, ...]) -> None:
    """One fact a paragraph: what was told, where, why it waits, what it may be."""
    for line in found:
        told = (line.name, phrase(f"kind_{line.kind}"), line.number or "", line.title, line.outlet, line.date)
        print_line("  ".join(cell for cell in told if cell))
        may_be = phrase("may_be", candidates="、".join(line.candidates)) if line.candidates else ""
        for text in (line.place, line.why, may_be):
            if text:
                print_line(text, indent=4)
    print_line("")
    print_line(phrase("hint_settle", name=found[0].name, bureau=bureau))


def settle_one(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="编号", help=phrase("arg_fact"))],
    bureau: Bureau,
    number: Annotated[str | None, typer.Option("--number", metavar="编号", help=phrase("opt_number"))] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="载体", help=phrase("opt_outlet"))] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="日期", help=phrase("opt_day"))] = None,
    mode: Annotated[str | None, typer.Option("--mode", metavar="方式", help=phrase("opt_mode"))] = None,
    position: Annotated[str | None, typer.Option("--position", metavar="版面", help=phrase("opt_position"))] = None,
    content: Annotated[str | None, typer.Option("--content", metavar="内容", help=phrase("opt_content"))] = None,
    refuse: Annotated[bool, typer.Option("--refuse", help=phrase("opt_refuse"))] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help=phrase("opt_withdraw"))] = False,
    remember: Annotated[bool, typer.Option("--remember", help=phrase("opt_remember"))] = False,
    reason: Reason = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Put a waiting fact right, refuse it, or withdraw a standing one."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    order = SettleOrder(
        bureau=bureau, name=name, reason=reason, by=by, number=number, outlet=outlet,
        day=day_of(day) if day else None, mode=mode, position=position, content=content,
        refuse=refuse, withdraw=withdraw, remember=remember,
    )  # fmt: skip
    with refusals_told():
        done = settle_fact(context.house, order)
    finish(context, bureau, asdict(done), list(_told(done)), as_json=as_json)
    if done.outcome == WAITS:
        sys.exit(FAILED)


def _told(done: Settled) -> Iterator[str]:
    number = phrase("of_number", number=done.number) if done.number else ""
    yield phrase(f"outcome_{done.outcome}", name=done.name, number=number, why=done.why)
    if done.remembered:
        yield phrase("remembered", wording=done.remembered)
    if done.also:
        yield phrase("also", count=len(done.also), names="、".join(done.also))
