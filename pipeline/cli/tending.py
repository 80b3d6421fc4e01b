"""Commands that tend the desk itself: run, doctor, config check, demo."""

import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer

from pipeline.cli.context import FAILED, Context, print_json, set_up_log, stop_misconfigured, tell
from pipeline.cli.desk import tell_desk
from pipeline.cli.helping import Command, Group
from pipeline.cli.tables import print_line, print_table
from pipeline.cli.texts import say
from pipeline.domain.timeutil import system_clock
from pipeline.report.proof import proof_read
from pipeline.score.load import load_scoring
from pipeline.settings import ConfigError, ConfigErrors, Settings
from pipeline.settings.cautions import cautions
from pipeline.steps.doctor import Sign, examine
from pipeline.steps.health_file import alive
from pipeline.validate.faults import remarks
from pipeline.worker import Worker

AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
RULEBOOK = "rulebook.yaml"
_ALIVE = timedelta(minutes=5)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("run")(run_worker)
    app.command("doctor")(doctor)
    config = typer.Typer(cls=Group, no_args_is_help=True)
    config.command("check", cls=Command, help="检查配置，一次说清所有问题。")(config_check)
    app.add_typer(config, name="config")


def run_worker(ctx: typer.Context) -> None:
    """The worker and the desk, until they are told to stop; neither's failure stops the other."""
    from pipeline.console.serve import serving

    context: Context = ctx.obj
    set_up_log(logging.INFO)
    names = "、".join(b.bureau.name for b in context.settings.bureaus.values())
    worker = Worker(context.house)
    tell(say("worker_started", bureaus=names))
    if noticed := _cautions(context.settings):
        tell(say("run_cautions", count=len(noticed)))
    desk = context.settings.desk
    with serving(context.house, desk) as opened:
        tell_desk(opened, desk.host, desk.port)
        worker.run()


def doctor(
    ctx: typer.Context,
    bureau: Annotated[str | None, typer.Option("--bureau", metavar="局", help="只看这个局")] = None,
    only_alive: Annotated[bool, typer.Option("--alive", help="只看常驻程序是否在运行")] = False,
    as_json: AsJson = False,
) -> None:
    """Reach the servers, log in, say what is wrong and what to do."""
    context: Context = ctx.obj
    if only_alive:
        well = alive(context.data, system_clock(), _ALIVE)
        typer.echo(say("alive" if well else "not_alive"), err=not well)
        sys.exit(0 if well else FAILED)
    signs = [sign for name in context.bureaus(bureau) for sign in examine(context.house, name)]
    if as_json:
        print_json([asdict(sign) for sign in signs])
    else:
        print_signs(signs)
    if not all(sign.well for sign in signs):
        sys.exit(FAILED)


def print_signs(signs: Sequence[Sign]) -> None:
    """What doctor saw, a line each."""
    print_table([say(key) for key in ("bureau", "what", "result", "told")], [_told(sign) for sign in signs], folding=3)


def _told(sign: Sign) -> list[str]:
    """A sign in people's words; a mail that waits is named before what to do about it."""
    mail = sign.what in {"unknown", "person"}
    told = "：".join(filter(None, [sign.detail if mail else "", sign.advice])) or sign.detail
    result = "doctor_ill" if not sign.well else "doctor_mind" if sign.advice else "doctor_well"
    return [sign.bureau, say(f"sign_{sign.what}"), say(result), told]


def config_check(ctx: typer.Context) -> None:
    """Read the whole config and say what is wrong with it."""
    context: Context = ctx.obj
    settings = context.settings
    told = [*proof_read(settings), *_scoring(settings)]
    if told:
        stop_misconfigured(told)
    names = "、".join(b.bureau.name for b in settings.bureaus.values())
    print_line(say("config_good", bureaus=names))
    if noticed := _cautions(settings):
        print_line(say("config_cautions", count=len(noticed)))
        for caution in noticed:
            print_line(str(caution), indent=2)


def _scoring(settings: Settings) -> Iterator[ConfigError]:
    """What is wrong in every bureau's rulebook.yaml and outlets.yaml."""
    for bureau in settings.bureaus.values():
        try:
            load_scoring(bureau.folder / RULEBOOK, holidays=settings.holidays)
        except ConfigErrors as wrong:
            yield from wrong.errors


def _cautions(settings: Settings) -> tuple[ConfigError, ...]:
    checks = (remark for bureau in settings.bureaus.values() for remark in remarks(bureau.checks))
    return tuple(sorted((*cautions(settings), *checks), key=lambda one: (str(one.file), one.line)))
