"""The command `demo`: the main job on mail servers of its own, and what came of it."""

import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.context import FAILED, USAGE, Context, print_json, progress, stop
from pipeline.cli.demo_summary import ending_json, tell_ending
from pipeline.cli.demo_texts import phrase
from pipeline.cli.desk import demo_desk
from pipeline.cli.tables import print_line
from pipeline.report.record_words import MAIL_KINDS

if TYPE_CHECKING:  # the demo's own modules need its servers, which may not be installed
    from pipeline.demo.gallery import Gallery
    from pipeline.demo.stage import Stage

_SERVERS = ("aiosmtpd", "pymap")  # the extra `demo`
_OWN_FOLDER = "demo"  # within the usual data folder
_INTERRUPTED = 130
Port = Annotated[int | None, typer.Option("--port", metavar="端口", help="演示网页的端口，默认 8765")]


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("demo")(demo)


def demo(
    ctx: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="走完一个月就结束")] = False,
    port: Port = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="先清空演示自己的数据文件夹")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON（与 --once 一起用）")] = False,
) -> None:
    """A month of mail from the units of both bureaus, polled, checked and answered on loopback."""
    context: Context = ctx.obj
    if as_json and not once:
        stop(phrase("json_once"), USAGE)
    missing = [name for name in _SERVERS if find_spec(name) is None]
    if missing:
        stop(phrase("no_servers", missing="、".join(missing)), USAGE)
    if port is not None and not once:
        _refuse_taken(port)
    folder = context.data if _given(ctx, "data") else context.data / _OWN_FOLDER
    with _first_interrupt() as interrupted:
        _run(context, folder, interrupted, fresh=fresh, once=once, port=port, as_json=as_json)


def _given(ctx: typer.Context, option: str) -> bool:
    source = ctx.find_root().get_parameter_source(option)
    return source is not None and source.name != "DEFAULT"


@contextmanager
def _first_interrupt() -> Iterator[threading.Event]:
    """Set by Ctrl+C, so that the letter at hand is finished first; a second one ends at once."""
    interrupted = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        if interrupted.is_set():
            signal.default_int_handler(number, frame)
        interrupted.set()

    before = signal.signal(signal.SIGINT, note)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def _run(
    context: Context, folder: Path, interrupted: threading.Event, *, fresh: bool, once: bool, port: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    from pipeline.demo.ending import ending
    from pipeline.demo.folder import FolderRefused
    from pipeline.demo.gallery import Gallery, write_gallery
    from pipeline.demo.play import play
    from pipeline.demo.show_time import stage_for
    from pipeline.demo.writing import UnknownUnit

    try:
        with stage_for(context.settings, folder, fresh=fresh) as stage:
            with progress(phrase("playing"), quiet=as_json) as bar:
                if not play(stage, bar, interrupted.is_set):
                    stop(phrase("interrupted", data=folder), _INTERRUPTED)
            outcome = ending(stage)
            gallery = Gallery(house=stage.house, month=stage.month, kinds=MAIL_KINDS, seen=outcome.seen)
            index = write_gallery(gallery)
            if as_json:
                print_json(ending_json(outcome, folder))
            else:
                tell_ending(context, stage, outcome, index)
            if not once:
                _stay(stage, gallery, port)
                print_line(phrase("stopped", data=folder))
    except FolderRefused as refused:
        stop(phrase(f"folder_{refused.cause}", data=refused.folder), USAGE)
    except UnknownUnit as unknown:
        stop(phrase("unknown_unit", unit=unknown), USAGE)
    if outcome.breaches:
        sys.exit(FAILED)


def _refuse_taken(port: int) -> None:
    """Before the month is played: whether a person can have the port asked for."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            stop(phrase("port_taken", port=port), USAGE)


def _stay(stage: "Stage", gallery: "Gallery", port: int | None) -> None:
    """Let the servers and the worker go on until a person has seen enough."""
    from pipeline.console.serve import serving
    from pipeline.demo.browse import browsing
    from pipeline.demo.show_time import PASSWORD
    from pipeline.worker import Worker

    stage.hands.let_go()
    mailboxes = "、".join(one.bureau.mailbox for one in stage.house.settings.bureaus.values())
    desk = stage.house.settings.desk
    with browsing(gallery, port) as address, serving(stage.house, desk, any_port=True) as opened:
        facts = {"imap": stage.servers.imap_port, "smtp": stage.servers.smtp_port, "mailboxes": mailboxes}
        unit = next(iter(stage.house.settings.bureaus.values())).bureau.roster.units[0].addresses[0]
        text = phrase("staying", address=address, password=PASSWORD, unit=unit, **facts)
        print(f"\n{text}\n{demo_desk(stage.house, opened)}", flush=True)
        Worker(stage.house, closes=False).run()  # months that nobody played are nobody's to close
