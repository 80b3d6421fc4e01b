"""The command `roster suggest`: addresses that wrote and are in no roster, as lines to copy into units.csv."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer

from pipeline.cli.context import Context, print_json, tell
from pipeline.cli.existing import existing_house
from pipeline.cli.helping import Command, Group
from pipeline.cli.roster_texts import phrase
from pipeline.cli.tables import print_line
from pipeline.domain.bureau import Roster
from pipeline.domain.timeutil import local
from pipeline.steps.roster_suggest import LOOK_BACK, Stranger, strangers

OneBureau = Annotated[str, typer.Option("--bureau", metavar="局", help=phrase("opt_bureau"))]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    roster = typer.Typer(cls=Group, no_args_is_help=True)
    roster.command("suggest", cls=Command, help=phrase("suggest_help"))(suggest)
    app.add_typer(roster, name="roster")


def suggest(
    ctx: typer.Context,
    bureau: OneBureau,
    days: Annotated[
        int, typer.Option("--days", metavar="天数", min=1, max=36500, help=phrase("opt_days"))
    ] = LOOK_BACK.days,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """Everyone outside the roster who wrote lately, and which unit each may be; nothing is changed."""
    context: Context = ctx.obj
    [known] = context.bureaus(bureau)
    settings, house = context.settings.bureaus[known], existing_house(context)
    with house.database.reading() as session:
        found = strangers(session, settings, house.clock(), timedelta(days=days))
    if as_json:
        print_json([asdict(one) | {"last": local(one.last).isoformat()} for one in found])
        return
    for one in found:
        for line in _lines(settings.bureau.roster, one):
            print_line(line)
    named = sum(bool(one.line) for one in found)
    tell(phrase("summary" if found else "none", count=len(found), days=days, known=named))


def _lines(roster: Roster, one: Stranger) -> Iterator[str]:
    told = asdict(one) | {"last": f"{local(one.last):%Y-%m-%d}"}
    yield phrase("stranger", **told)
    unit = roster.by_id(one.unit)
    if unit is None:
        yield phrase("nobody", example=one.example)
        return
    yield phrase("decided" if one.decided else "maybe", unit=unit.name)
    yield phrase("line", line=one.line)
