"""The command for points by hand: adjust, and its undoing."""

from dataclasses import asdict
from typing import Annotated

import typer

from pipeline.cli.context import USAGE, Context, stop
from pipeline.cli.counted import day_of, finish, refusals_told, signed
from pipeline.cli.counting_texts import phrase
from pipeline.cli.register import AsJson, Bureau, By, Reason
from pipeline.steps.counting.adjust import Adjusted, Adjustment, adjust, undo


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("adjust", help=phrase("adjust_help"))(adjust_one)


def adjust_one(
    ctx: typer.Context,
    bureau: Bureau,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help=phrase("opt_unit"))] = None,
    points: Annotated[str | None, typer.Option("--points", metavar="分值", help=phrase("opt_points"))] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="日期", help=phrase("opt_points_day"))] = None,
    clause: Annotated[str | None, typer.Option("--clause", metavar="条款", help=phrase("opt_clause"))] = None,
    undone: Annotated[str | None, typer.Option("--undo", metavar="编号", help=phrase("opt_undo"))] = None,
    reason: Reason = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Points by hand."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    if undone and any(told is not None for told in (unit, points, day, clause)):
        stop(phrase("undo_alone"), USAGE)
    with refusals_told():
        if undone:
            done = undo(context.house, bureau, undone, reason=reason, by=by)
        elif unit is not None and points is not None:
            told = Adjustment(
                bureau=bureau, unit=unit, points=points, reason=reason, by=by,
                day=day_of(day) if day else None, clause=clause or "",
            )  # fmt: skip
            done = adjust(context.house, told)
        else:
            stop(phrase("adjust_wanted"), USAGE)
    document = asdict(done) | {"day": done.day.isoformat()}
    finish(context, bureau, document, _told(context, done), as_json=as_json)


def _told(context: Context, done: Adjusted) -> list[str]:
    unit = context.settings.bureaus[done.bureau].bureau.roster.by_id(done.unit)
    line = phrase(
        "undone" if done.undoes else "adjusted",
        name=done.name, unit=unit.name if unit else done.unit, points=signed(done.points), booked=done.booked,
        undoes=done.undoes,
    )  # fmt: skip
    return [line, f"{done.remark}。"] if done.remark else [line]
