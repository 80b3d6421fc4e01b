"""Commands for pieces entered by hand: register, describe."""

from typing import Annotated

import typer

from pipeline.cli.context import FAILED, USAGE, Context, stop
from pipeline.cli.counted import day_of, finish, refusals_told
from pipeline.cli.counting_texts import phrase
from pipeline.cli.texts import say
from pipeline.steps.counting.describe import Description, describe
from pipeline.steps.counting.register import HandPiece, Registered, register
from pipeline.steps.counting.strike import strike
from pipeline.steps.find import find

Bureau = Annotated[str, typer.Option("--bureau", metavar="局", help=phrase("opt_bureau"))]
By = Annotated[str, typer.Option("--by", metavar="姓名", help=phrase("opt_by"))]
Reason = Annotated[str, typer.Option("--reason", metavar="理由", help=phrase("opt_reason"))]
Kind = Annotated[str | None, typer.Option("--kind", metavar="类别", help=phrase("opt_kind"))]
AsJson = Annotated[bool, typer.Option("--json", help=phrase("opt_json"))]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("register", help=phrase("register_help"))(register_one)
    app.command("describe", help=phrase("describe_help"))(describe_one)


def register_one(
    ctx: typer.Context,
    bureau: Bureau,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help=phrase("opt_unit"))],
    day: Annotated[str, typer.Option("--date", metavar="日期", help=phrase("opt_date"))],
    title: Annotated[str | None, typer.Option("--title", metavar="标题", help=phrase("opt_title"))] = None,
    kind: Kind = None,
    summary: Annotated[bool | None, typer.Option("--summary", help=phrase("opt_summary"))] = None,
    chars: Annotated[int | None, typer.Option("--chars", metavar="字数", help=phrase("opt_chars"))] = None,
    keyword: Annotated[str | None, typer.Option("--keyword", metavar="关键词", help=phrase("opt_keyword"))] = None,
    medium: Annotated[str | None, typer.Option("--medium", metavar="方式", help=phrase("opt_medium"))] = None,
    secret: Annotated[bool, typer.Option("--secret", help=phrase("opt_secret"))] = False,
    another: Annotated[bool, typer.Option("--another", help=phrase("opt_another"))] = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """A piece by hand."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    told = HandPiece(
        bureau=bureau, unit=unit, day=day_of(day), by=by, title=title, kind=kind, summary=summary, chars=chars,
        keyword=keyword, medium=medium, secret=secret, another=another,
    )  # fmt: skip
    with refusals_told():
        done = register(context.house, told)
    document = {
        "number": done.number, "bureau": done.bureau, "unit": done.unit, "title": done.title,
        "date": done.day.isoformat(), "state": done.state, "remark": done.remark,
    }  # fmt: skip
    finish(context, bureau, document, _registered(context, done, secret=secret), as_json=as_json)


def _registered(context: Context, done: Registered, *, secret: bool) -> list[str]:
    unit = context.settings.bureaus[done.bureau].bureau.roster.by_id(done.unit)
    line = phrase(
        "registered_secret" if secret else "registered",
        number=done.number, unit=unit.name if unit else done.unit, day=done.day,
        state=context.words.word(done.state, "state"),
    )  # fmt: skip
    return [line, f"{done.remark}。"] if done.remark else [line]


def describe_one(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="编号", help=phrase("arg_number"))],
    kind: Kind = None,
    summary: Annotated[bool | None, typer.Option("--summary/--no-summary", help=phrase("opt_summary_or_not"))] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="标题", help=phrase("opt_title"))] = None,
    discard: Annotated[bool, typer.Option("--discard", help=phrase("opt_discard"))] = False,
    reason: Reason = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """What a piece is, told by the office."""
    context: Context = ctx.obj
    with context.house.database.reading() as session:
        found = find(session, number)
    if found is None or found.piece is None or found.bureau not in context.settings.bureaus:
        stop(say("unknown_name", name=number), FAILED)
    if discard:
        if kind is not None or summary is not None or title is not None:
            stop(phrase("discard_alone"), USAGE)
        _strike(context, found.bureau, found.piece.number, (reason, by), as_json=as_json)
        return
    told = Description(number=found.piece.number, kind=kind, summary=summary, title=title, reason=reason, by=by)
    with refusals_told():
        done = describe(context.house, found.bureau, told)
    document = {
        "number": done.number, "bureau": done.bureau, "title": done.title, "kind": done.kind,
        "summary": done.summary, "changed": list(done.changed),
    }  # fmt: skip
    what = "、".join(phrase(f"what_{name}") for name in done.changed)
    line = phrase("described" if what else "described_same", number=done.number, what=what)
    finish(context, done.bureau, document, [line], as_json=as_json)


def _strike(context: Context, bureau: str, number: str, signed: tuple[str, str], *, as_json: bool) -> None:
    with refusals_told():
        strike(context.house, bureau, number, reason=signed[0], by=signed[1])
    document = {"number": number, "bureau": bureau, "state": "discarded"}
    finish(context, bureau, document, [phrase("struck", number=number)], as_json=as_json)
