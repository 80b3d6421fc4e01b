"""The command `poll`: one round of every mailbox."""

import sys
from typing import Annotated, Any

import typer

from pipeline.cli.context import FAILED, Context, print_json, progress_of, tell
from pipeline.cli.tables import print_table
from pipeline.cli.texts import say
from pipeline.domain.words import Disposition
from pipeline.steps.deliver import Delivery, deliver
from pipeline.steps.receive import Round, receive

Bureau = Annotated[str | None, typer.Option("--bureau", metavar="局", help="只办这个局")]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
_COUNTS = ("accepted", "returned", "held", "sealed", "ignored", "quarantined")


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("poll")(poll)


def poll(ctx: typer.Context, bureau: Bureau = None, as_json: AsJson = False) -> None:
    """One round of receive, then deliver what pacing allows now."""
    context: Context = ctx.obj
    rows: list[tuple[Round, Delivery]] = []
    wanted = context.bureaus(bureau)
    house = context.house
    with context.readers() as readers, progress_of(say("fetching"), say("reading"), quiet=as_json) as bars:
        for name in wanted:
            done = receive(house, name, readers, fetching=bars[0], progress=bars[1])
            rows.append((done, deliver(house, name)))
            if as_json:
                print_json(_poll_line(*rows[-1]))
    if not as_json:
        _show_rounds(context, rows)
    for done, delivery in rows:
        _tell_faults(done, delivery)
    if any(done.fault or done.stopped or delivery.fault for done, delivery in rows):
        sys.exit(FAILED)


def _poll_line(done: Round, delivery: Delivery) -> dict[str, Any]:
    counts = {name: done.disposed[Disposition(name)] for name in _COUNTS}
    return {
        "bureau": done.bureau,
        "fetched": done.fetched,
        **counts,
        "sent": delivery.sent,
        "queued": delivery.queued,
    }


def _show_rounds(context: Context, rows: list[tuple[Round, Delivery]]) -> None:
    words = [context.words.word(name, "disposition") for name in _COUNTS]
    headings = [say("bureau"), say("fetched"), *words, say("sent"), say("queued")]
    print_table(headings, [[str(value) for value in _poll_line(*row).values()] for row in rows])


def _tell_faults(done: Round, delivery: Delivery) -> None:
    if done.stopped:
        tell(say("mailbox_stopped", bureau=done.bureau))
    if done.fault:
        tell(say("mailbox_fault", bureau=done.bureau, advice=done.fault))
    if delivery.fault:
        tell(say("post_fault", bureau=done.bureau, advice=delivery.fault))
