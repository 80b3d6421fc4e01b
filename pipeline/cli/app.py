"""The commands of `baosong` and their options (design.md §5: scripts rely on them)."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import decisions, intake, looking, tending
from pipeline.cli.context import Context, set_up_log

_GLOBAL = ("--config", "--data")

app = typer.Typer(
    name="baosong",
    help="报送台：把局里的收稿信箱变成自动的收稿台。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def surroundings(
    ctx: typer.Context,
    config: Annotated[Path, typer.Option("--config", help="配置文件夹")] = Path("config"),
    data: Annotated[Path, typer.Option("--data", help="数据文件夹")] = Path("data"),
) -> None:
    """Where config and data lie; taken before or after the command."""
    set_up_log()
    ctx.obj = Context(config=config, data=data)


for _room in (intake, looking, decisions, tending):
    _room.add_to(app)


def run(arguments: list[str] | None = None) -> None:
    """Run the command line; the global options may stand after the command as well."""
    app(args=hoisted(sys.argv[1:] if arguments is None else arguments), prog_name="baosong")


def hoisted(arguments: list[str]) -> list[str]:
    """The arguments with --config and --data moved to the front.

    What stands behind `--` stays, and so does everything of the `config` command's own.
    """
    front: list[str] = []
    rest: list[str] = []
    queue = list(arguments)
    while queue:
        word = queue.pop(0)
        if word == "--":
            rest += [word, *queue]
            break
        if word in _GLOBAL and queue:
            front += [word, queue.pop(0)]
        elif word.startswith(tuple(f"{name}=" for name in _GLOBAL)):
            front.append(word)
        else:
            rest.append(word)
    return front + rest
