"""Commands that settle: decide, reprocess."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from pipeline.cli.context import FAILED, USAGE, Context, print_json, stop, tell
from pipeline.cli.tables import print_line
from pipeline.cli.texts import say
from pipeline.steps.reprocess import reprocess
from pipeline.steps.review import VERBS, Order, Refusal, decide

AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
_USAGE = {"reason_and_name", "unknown_unit"}  # refusals that another command line mends


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("decide", help=say("decide_help"))(settle)
    app.command("reprocess", help="把来信再读一遍、再检查一遍。")(again)


def settle(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="编号", help="编号 YH-2020-00012 或来信号 L17")],
    verb: Annotated[str, typer.Argument(metavar="处理", help="accept、return、discard、assign 或 release")],
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="会写进给单位的通知")] = "",
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="办理人")] = "",
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="assign 时：单位的编号、全称或简称")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """A person's decision about a piece or letter."""
    context: Context = ctx.obj
    if verb not in VERBS:
        stop(say("unknown_verb", verb=verb), USAGE)
    order = Order(name=name, verb=verb, reason=reason, by=by, unit=unit)
    try:
        with context.readers() as readers:
            done = decide(context.house, order, readers)
    except Refusal as refusal:
        stop(say(refusal.cause, **refusal.facts), USAGE if refusal.cause in _USAGE else FAILED)
    if as_json:
        print_json(asdict(done))
        return
    state = context.words.word(done.state, "state") if done.state else "—"
    mailed = say("mailed", to=done.mailed_to) if done.mailed_to else say("not_mailed")
    word = context.words.word(done.verb, "verb")
    print_line(say("decided", name=done.name, verb=word, state=state, mailed=mailed))


def again(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="来信号", help="来信号 L17 或编号")],
    as_json: AsJson = False,
) -> None:
    """Read letters once more."""
    context: Context = ctx.obj
    told: list[dict[str, str | None]] = []
    with context.readers() as readers:
        for name in names:
            disposition = reprocess(context.house, name, readers)
            told.append({"name": name, "disposition": disposition.value if disposition else None})
            if disposition is None:
                tell(say("unknown_name", name=name))
            elif not as_json:
                word = context.words.word(disposition.value, "disposition")
                print_line(say("reprocessed", name=name, disposition=word))
    if as_json:
        print_json(told)
    if any(line["disposition"] is None for line in told):
        sys.exit(FAILED)
