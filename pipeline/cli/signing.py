"""Commands of the review chain: sign, approve, release-piece."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import typer

from pipeline.cli.context import FAILED, USAGE, Context, print_json, stop
from pipeline.cli.counted import day_of
from pipeline.cli.existing import existing_house
from pipeline.cli.tables import print_line
from pipeline.cli.texts import say
from pipeline.steps.approving import ApproveOrder, PublishOrder, approve, release
from pipeline.steps.review import Refusal
from pipeline.steps.signatures import DIRECTOR, LEADER
from pipeline.steps.signing import Signed, SignOrder, sign

Number = Annotated[str, typer.Argument(metavar="编号", help="编号 YH-2020-00012")]
Opinion = Annotated[str, typer.Option("--opinion", metavar="意见", help="签在表上的意见，如 同意")]
By = Annotated[str, typer.Option("--by", metavar="姓名", help="签署人")]
Return = Annotated[bool, typer.Option("--return", help="不同意，退回单位补正，要用 --reason 写明理由")]
Reason = Annotated[str, typer.Option("--reason", metavar="理由", help="退回的理由，会写进给单位的通知")]
To = Annotated[list[str] | None, typer.Option("--to", metavar="渠道", help="发布或上报到哪里，可以写几个")]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]

_USAGE = {  # refusals that another command line mends
    "reason_and_name", "opinion_and_name", "name_wanted", "channels_wanted", "channel_not_approved", "day_of_release",
}  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("sign")(sign_one)
    app.command("approve")(approve_one)
    app.command("release-piece")(release_one)


def sign_one(
    ctx: typer.Context, number: Number, opinion: Opinion = "", by: By = "", back: Return = False, reason: Reason = "",
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Sign the next step of a piece's review chain."""
    context: Context = ctx.obj
    with _refusals_told():
        order = SignOrder(name=number, opinion=opinion, by=by, agree=not back, reason=reason)
        _tell(context, sign(existing_house(context), order), as_json=as_json)


def approve_one(
    ctx: typer.Context,
    number: Number,
    to: To = None,
    opinion: Opinion = "",
    by: By = "",
    role: Annotated[
        str, typer.Option("--as", metavar="审批人", help="director 办公室主任，leader 分管领导")
    ] = DIRECTOR,
    important: Annotated[bool, typer.Option("--important", help="重要信息，请分管领导再审")] = False,
    back: Return = False,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Approve on form 3 that a piece is released or reported up."""
    context: Context = ctx.obj
    if role not in {DIRECTOR, LEADER}:
        stop(say("unknown_approver", text=role), USAGE)
    order = ApproveOrder(
        name=number, by=by, role=role, channels=tuple(to or ()), opinion=opinion, important=important,
        agree=not back, reason=reason,
    )  # fmt: skip
    with _refusals_told():
        _tell(context, approve(existing_house(context), order), as_json=as_json)


def release_one(
    ctx: typer.Context,
    number: Number,
    to: To = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="日期", help="哪一天，如 2022-05-03；不写就是今天")
    ] = None,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Note that an approved piece was released or reported up."""
    context: Context = ctx.obj
    order = PublishOrder(name=number, by=by, channels=tuple(to or ()), day=day_of(day) if day else None)
    with _refusals_told():
        done = release(existing_house(context), order)
    if as_json:
        print_json(asdict(done))
        return
    state = context.words.word(done.state, "state")
    print_line(say("published", number=done.number, channels="、".join(done.channels), state=state))


@contextmanager
def _refusals_told() -> Iterator[None]:
    """What is refused ends the command: 2 where another command line mends it, else 1."""
    try:
        yield
    except Refusal as refusal:
        stop(say(refusal.cause, **refusal.facts), USAGE if refusal.cause in _USAGE else FAILED)


def _tell(context: Context, done: Signed, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(done))
        return
    if not done.agreed:
        mailed = say("mailed", to=done.mailed_to) if done.mailed_to else say("not_mailed")
        print_line(say("sent_back", number=done.number, role=done.role, by=done.by, mailed=mailed))
        return
    state = context.words.word(done.state, "state")
    then = say("then", next=done.next) if done.next else ""
    print_line(say("signed", number=done.number, role=done.role, by=done.by, said=done.said, state=state, next=then))
