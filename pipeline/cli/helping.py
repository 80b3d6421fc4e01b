"""Help and usage mistakes in Chinese: what the command line is called with, and what was wrong with it."""

import re
from difflib import get_close_matches
from typing import Any

import typer
from rich.cells import cell_len
from typer.core import TyperCommand, TyperGroup

from pipeline.cli.texts import say

GLOBAL = ("--config", "--data")
_WANTED = (
    (r"is not one of (.+?)\.?$", "wanted_word"),
    (r"greater than or equal to (\d+)", "wanted_from"),
    (r"less than or equal to (\d+)", "wanted_up_to"),
    (r"a (valid integer)", "wanted_integer"),
)
UsageMistake: type[Exception] = typer.BadParameter.__bases__[0]  # its home moves from one release of typer to the next


class Command(TyperCommand):
    """A command whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(help_page(ctx))


class Group(TyperGroup):
    """Commands whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(help_page(ctx))

    def summaries(self) -> list[tuple[str, str]]:
        """Each command with what it does."""
        return [(name, one.help or "") for name, one in self.commands.items()]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command meant; a mistyped one is told with those that are near."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            near = get_close_matches(args[0], self.commands, n=1)
            hint = say("did_you_mean", command=near[0]) if near else ""
            ctx.fail(say("no_such_command", command=args[0], hint=hint))
        return super().resolve_command(ctx, args)


def help_page(ctx: Any) -> str:
    """Usage, what the command does, its arguments, options and commands."""
    command = ctx.command
    shown = [p for p in command.params if not getattr(p, "hidden", False)]
    arguments = [(_metavar(p), p.help or "") for p in shown if p.param_type_name == "argument"]
    options = [(_option(p), p.help or "") for p in shown if p.param_type_name == "option"]
    sections = [
        (say("arguments"), arguments),
        (say("options"), [*options, ("--help", say("help_help"))]),
        (say("commands"), command.summaries() if isinstance(command, Group) else []),
    ]
    lines = [usage(ctx), "", command.help or ""]
    for heading, rows in sections:
        if rows:
            lines += ["", heading, *_aligned(rows)]
    if ctx.parent is not None:
        lines += ["", say("help_global")]
    return "\n".join(lines) + "\n"


def usage(ctx: Any) -> str:
    """用法：baosong show [选项] 编号."""
    words = [_metavar(p) for p in ctx.command.params if p.param_type_name == "argument"]
    if hasattr(ctx.command, "commands"):
        words.append(say("a_command"))
    return say("usage", line=" ".join([ctx.command_path, say("an_option"), *words]))


def mistake(error: Any) -> str:
    """What was wrong with the command line, and where to look it up."""
    ctx = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.message)
    lines = [_wrong(error)]
    if ctx is not None:
        lines += [usage(ctx), say("see_help", command=ctx.command_path)]
    return "\n".join(lines)


def _wrong(error: Any) -> str:
    match type(error).__name__:
        case "NoSuchOption" if error.option_name in GLOBAL:
            return say("value_wanted", option=error.option_name)
        case "NoSuchOption":
            near = "、".join(sorted(error.possibilities or ()))
            hint = say("did_you_mean", command=near) if near else ""
            return say("no_such_option", option=error.option_name, hint=hint)
        case "MissingParameter":
            option = error.param.param_type_name == "option"
            what = error.param.opts[0] if option else _metavar(error.param)
            return say("missing", what=what, help=error.param.help or "")
        case "BadOptionUsage":
            flag = "not take a value" in error.message  # the other half of this mistake is a value that is missing
            return say("no_value_wanted" if flag else "value_wanted", option=error.option_name)
        case "BadParameter" if getattr(error, "param", None) is not None:
            option = error.param.param_type_name == "option"
            what = error.param.opts[0] if option else _metavar(error.param)
            return say("bad_value", what=what, wanted=_wanted(str(error.message), error.param.help or ""))
    extra = re.search(r"unexpected extra argument\S* \((.*)\)", error.format_message())
    return say("too_much", words=extra[1]) if extra else str(error.format_message())


def _wanted(message: str, otherwise: str) -> str:
    """What is wanted in place of a value that does not fit, as the library's message tells it."""
    for shape, key in _WANTED:
        if found := re.search(shape, message):
            return say(key, told="、".join(re.findall(r"[^\s',]+", found[1])))
    return otherwise


def _metavar(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name)
    return f"{name}…" if parameter.nargs == -1 else name


def _option(parameter: Any) -> str:
    return parameter.opts[0] if parameter.is_flag else f"{parameter.opts[0]} {parameter.metavar or parameter.name}"


def _aligned(rows: list[tuple[str, str]]) -> list[str]:
    width = max(cell_len(name) for name, _ in rows)
    return [f"  {name}{' ' * (width - cell_len(name))}  {told}".rstrip() for name, told in rows]
