"""Commands for what only the office knows: calls for pieces, their answers, names and figures of the bulletin."""

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from pipeline.cli.context import Context
from pipeline.cli.counted import day_of, finish, refusals_told
from pipeline.cli.entering_texts import phrase
from pipeline.cli.register import AsJson, Bureau, By
from pipeline.steps.counting.enter import AnswerOrder, CallOrder, Entered, answer_call, enter_call, enter_note


class CallKind(StrEnum):
    """How long a call gives."""

    GENERAL = "general"
    COMPREHENSIVE = "comprehensive"


CallId = Annotated[str, typer.Argument(metavar="编号", help=phrase("arg_call"))]
Day = Annotated[str, typer.Option("--date", metavar="日期", help=phrase("opt_day"))]
Clause = Annotated[str, typer.Option("--clause", metavar="条款", help=phrase("opt_clause"))]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("call", help=phrase("call_help"))(call)
    app.command("answer-call", help=phrase("answer_help"))(answer)
    app.command("name", help=phrase("name_help"))(name)
    app.command("figure", help=phrase("figure_help"))(figure)


def call(
    ctx: typer.Context,
    call_id: CallId,
    bureau: Bureau,
    title: Annotated[str, typer.Option("--title", metavar="事由", help=phrase("opt_call_title"))],
    units: Annotated[list[str], typer.Option("--unit", metavar="单位", help=phrase("opt_units"))],
    issued: Annotated[str, typer.Option("--date", metavar="日期", help=phrase("opt_issued"))],
    kind: Annotated[CallKind, typer.Option("--kind", metavar="种类", help=phrase("opt_call_kind"))] = CallKind.GENERAL,
    quantity: Annotated[int, typer.Option("--quantity", metavar="篇数", min=1, help=phrase("opt_quantity"))] = 1,
    persons: Annotated[list[str] | None, typer.Option("--person", metavar="姓名", help=phrase("opt_persons"))] = None,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """A call that went out."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    order = CallOrder(
        bureau=bureau, id=call_id, title=title, kind=kind.value, units=tuple(units), issued=day_of(issued), by=by,
        quantity=quantity, persons=tuple(persons or ()),
    )  # fmt: skip
    with refusals_told():
        done = enter_call(context.house, order)
    _finish(context, done, as_json=as_json)


def answer(
    ctx: typer.Context,
    call_id: CallId,
    bureau: Bureau,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help=phrase("opt_unit"))],
    day: Annotated[str, typer.Option("--date", metavar="日期", help=phrase("opt_answered"))],
    pieces: Annotated[int, typer.Option("--pieces", metavar="篇数", min=0, help=phrase("opt_pieces"))] = 1,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """What a unit delivered for a call."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    order = AnswerOrder(bureau=bureau, id=call_id, unit=unit, day=day_of(day), by=by, pieces=pieces)
    with refusals_told():
        done = answer_call(context.house, order)
    _finish(context, done, as_json=as_json)


def name(
    ctx: typer.Context,
    bureau: Bureau,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help=phrase("opt_unit"))],
    what: Annotated[str, typer.Option("--what", metavar="事项", help=phrase("opt_what"))],
    about: Annotated[str, typer.Option("--about", metavar="内容", help=phrase("opt_about"))],
    day: Day,
    person: Annotated[str, typer.Option("--person", metavar="姓名", help=phrase("opt_person"))] = "",
    clause: Clause = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Who is named in the bulletin."""
    told = {"unit": unit, "person": person, "what": what, "about": about, "clause": clause}
    _note(ctx.obj, bureau, ("named", told), (day, by), as_json=as_json)


def figure(
    ctx: typer.Context,
    bureau: Bureau,
    title: Annotated[str, typer.Option("--title", metavar="指标", help=phrase("opt_figure"))],
    value: Annotated[str, typer.Option("--value", metavar="数值", help=phrase("opt_value"))],
    day: Day,
    goal: Annotated[str, typer.Option("--goal", metavar="目标", help=phrase("opt_goal"))] = "",
    clause: Clause = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """A figure of the bureau's own goals."""
    told = {"title": title, "value": value, "goal": goal, "clause": clause}
    _note(ctx.obj, bureau, ("figure", told), (day, by), as_json=as_json)


def _note(
    context: Context, bureau: str, note: tuple[str, dict[str, str]], when: tuple[str, str], *, as_json: bool
) -> None:
    [bureau] = context.bureaus(bureau)
    (kind, told), (day, by) = note, when
    with refusals_told():
        done = enter_note(context.house, bureau, kind, told, day=day_of(day), by=by)
    _finish(context, done, as_json=as_json)


def _finish(context: Context, done: Entered, *, as_json: bool) -> None:
    line = phrase("entered_before" if done.again else "entered", fact=done.fact)
    finish(context, done.bureau, asdict(done), [line], as_json=as_json)
