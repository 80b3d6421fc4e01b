"""The commands of `baosong` and their options (design.md §5: scripts rely on them)."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.commands import Program
from pipeline.cli.context import FAILED, Context, set_up_log, stop
from pipeline.cli.helping import GLOBAL, UsageMistake, mistake
from pipeline.cli.texts import say

_INTERRUPTED = 130  # exit: Ctrl+C, as shells count it

app = typer.Typer(
    name="baosong",
    cls=Program,
    help=say("about"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def surroundings(
    ctx: typer.Context,
    config: Annotated[Path, typer.Option("--config", metavar="文件夹", help="配置文件夹，默认 config")] = Path(
        "config"
    ),
    data: Annotated[Path, typer.Option("--data", metavar="文件夹", help="数据文件夹，默认 data")] = Path("data"),
) -> None:
    """Where config and data lie; taken before or after the command."""
    set_up_log()
    ctx.obj = Context(config=config, data=data)


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and end with its exit code; the global options may stand after the command as well."""
    given = hoisted(sys.argv[1:] if arguments is None else arguments)
    try:
        code = app(args=given, prog_name="baosong", standalone_mode=False)
    except UsageMistake as error:
        stop(mistake(error), getattr(error, "exit_code", FAILED))
    except typer.Abort:
        sys.exit(_INTERRUPTED)
    except OSError as fault:
        from pipeline.steps.outage import outage

        stop(say("outage", what=outage(fault)), FAILED)
    sys.exit(code if isinstance(code, int) else 0)


def hoisted(arguments: list[str]) -> list[str]:
    """The arguments with --config and --data, and what belongs to them, moved to the front.

    What stands behind `--` stays where it is.
    """
    front: list[str] = []
    rest: list[str] = []
    queue = list(arguments)
    while queue:
        word = queue.pop(0)
        if word == "--":
            rest += [word, *queue]
            break
        if word in GLOBAL and queue:
            front += [word, queue.pop(0)]
        elif word.startswith(tuple(f"{name}=" for name in GLOBAL)):
            front.append(word)
        else:
            rest.append(word)
    return front + rest
