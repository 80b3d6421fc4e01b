"""Commands that settle: decide, reprocess."""

import sys
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from pipeline.cli.context import FAILED, USAGE, Context, out, print_json, stop
from pipeline.cli.texts import say
from pipeline.steps.reprocess import reprocess
from pipeline.steps.review import VERBS, Order, Refusal, decide

AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
Verb = StrEnum("Verb", {verb.upper(): verb for verb in VERBS})  # type: ignore[misc]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("decide", help="作出决定：accept 受理、return 退回、discard 不用、assign 确定单位、release 解除封存。")(
        settle
    )
    app.command("reprocess", help="把来信再读一遍、再检查一遍。")(again)


def settle(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="编号 YH-2020-00012 或来信号 L17")],
    verb: Annotated[Verb, typer.Argument(help="怎样处理")],
    reason: Annotated[str, typer.Option("--reason", help="理由，会写进给单位的通知")] = "",
    by: Annotated[str, typer.Option("--by", help="办理人")] = "",
    unit: Annotated[str | None, typer.Option("--unit", help="assign 时：单位的编号、全称或简称")] = None,
    as_json: AsJson = False,
) -> None:
    """A person's decision about a piece or letter."""
    context: Context = ctx.obj
    order = Order(name=name, verb=verb.value, reason=reason, by=by, unit=unit)
    try:
        with context.readers() as readers:
            done = decide(context.house, order, readers)
    except Refusal as refusal:
        code = USAGE if refusal.cause in {"reason_and_name", "unknown_unit"} else FAILED
        stop(say(refusal.cause, **refusal.facts), code)
    if as_json:
        print_json(asdict(done))
        return
    state = context.words.word(done.state, "state") if done.state else "—"
    mailed = say("mailed", to=done.mailed_to) if done.mailed_to else say("not_mailed")
    word = context.words.word(done.verb, "verb")
    out().print(say("decided", name=done.name, verb=word, state=state, mailed=mailed), markup=False)


def again(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(help="来信号或编号")],
    as_json: AsJson = False,
) -> None:
    """Read letters once more."""
    context: Context = ctx.obj
    failed = False
    with context.readers() as readers:
        for name in names:
            disposition = reprocess(context.house, name, readers)
            failed |= disposition is None
            if as_json:
                print_json({"name": name, "disposition": disposition.value if disposition else None})
            elif disposition is None:
                typer.echo(say("unknown_name", name=name), err=True)
            else:
                word = context.words.word(disposition.value, "disposition")
                out().print(say("reprocessed", name=name, disposition=word), markup=False)
    if failed:
        sys.exit(FAILED)
