"""Commands that settle: decide, reprocess."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.context import FAILED, USAGE, Context, print_json, stop, tell
from pipeline.cli.existing import existing_house
from pipeline.cli.plan_told import plan_told
from pipeline.cli.sealing_texts import phrase as seal_phrase
from pipeline.cli.tables import print_line
from pipeline.cli.texts import say
from pipeline.steps.counting.after import count_quietly
from pipeline.steps.house import House
from pipeline.steps.reprocess import Reread, reprocess
from pipeline.steps.review import VERBS, Done, Order, Refusal, decide
from pipeline.steps.review_told import letter_verb

AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
_USAGE = {"reason_and_name", "unknown_unit", "unit_wanted"}  # refusals that another command line mends


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("decide")(settle)
    app.command("reprocess")(again)


def settle(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="编号", help="编号 YH-2020-00012 或来信号 L17")],
    verb: Annotated[str, typer.Argument(metavar="处理", help="accept、return、discard、assign 或 release")],
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="会写进给单位的通知")] = "",
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="办理人")] = "",
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="assign 时：单位的编号、全称或简称")
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="文件", help=seal_phrase("opt_key"))] = None,
    as_json: AsJson = False,
) -> None:
    """A person's decision about a piece or letter."""
    context: Context = ctx.obj
    if verb not in VERBS:
        stop(say("unknown_verb", verb=verb), USAGE)
    house = existing_house(context)
    order = Order(name=name, verb=verb, reason=reason, by=by, unit=unit, key=key)
    try:
        with plan_told(), context.readers() as readers:
            done = decide(house, order, readers)
    except Refusal as refusal:
        stop(say(refusal.cause, **refusal.facts), USAGE if refusal.cause in _USAGE else FAILED)
    _count(house)
    if as_json:
        print_json(asdict(done))
        return
    print_line(_told(context, done))


def _count(house: House) -> None:
    """What was decided or read again may change points; a bureau where nothing did is left alone."""
    for bureau in house.settings.bureaus:
        count_quietly(house, bureau)


def _told(context: Context, done: Done) -> str:
    """What was done, in a line; said twice is said once."""
    verb = context.words.word(done.verb if done.state else letter_verb(done.verb), "verb")
    if not done.changed:
        return say("already", name=done.name, verb=verb)
    mailed = say("mailed", to=done.mailed_to) if done.mailed_to else say("not_mailed")
    if done.state is None:
        return say("decided_letter", name=done.name, verb=verb, mailed=mailed)
    return say("decided", name=done.name, verb=verb, state=context.words.word(done.state, "state"), mailed=mailed)


def again(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="来信号", help="来信号 L17 或编号")],
    as_json: AsJson = False,
) -> None:
    """Read letters once more."""
    context: Context = ctx.obj
    house = existing_house(context)
    told: list[dict[str, str | None]] = []
    with plan_told(), context.readers() as readers:
        for name in names:
            reread = reprocess(house, name, readers)
            told.append({"name": name, "disposition": None} if reread is None else asdict(reread))
            if reread is None:
                tell(say("unknown_name", name=name))
            elif not as_json:
                print_line(_reread(context, reread))
    _count(house)
    if as_json:
        print_json(told)
    if any(line["disposition"] is None for line in told):
        sys.exit(FAILED)


def _reread(context: Context, reread: Reread) -> str:
    """What the checks say now, what a person decided all the same, and where the piece stands."""
    if reread.locked:
        return seal_phrase("still_locked", name=reread.name)
    told = say("reprocessed", name=reread.name, disposition=context.words.word(reread.checks, "disposition"))
    if reread.decision:
        verb = reread.decision if reread.number else letter_verb(reread.decision)
        word = context.words.word(verb, "verb")
        told += say("reprocess_stands", by=reread.decided_by, verb=word, name=reread.name)
    if reread.number and reread.state:
        told += say("piece_now", number=reread.number, state=context.words.word(reread.state, "state"))
    return told
