"""What every command needs: the config, the data folder, and how to speak."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from pipeline.cli.fault_text import fault_text
from pipeline.cli.log_lines import line_of
from pipeline.cli.texts import say
from pipeline.settings import ConfigError, ConfigErrors, Settings, load

if TYPE_CHECKING:  # what only some commands need is loaded when they ask for it: help and usage come at once
    from pipeline.ingest.readers import Readers
    from pipeline.report.words import Words
    from pipeline.steps.house import House

USAGE = 2  # exit: usage or configuration
FAILED = 1  # exit: done with failures told


@dataclass
class Context:
    """The surroundings of one command."""

    config: Path
    data: Path

    @cached_property
    def settings(self) -> Settings:
        """config/, or an end with every mistake told."""
        from pipeline.report.proof_words import words_faults
        from pipeline.validate.faults import faults

        try:
            settings = load(self.config)
        except ConfigErrors as wrong:
            stop_misconfigured(wrong.errors)
        found = [fault for bureau in settings.bureaus.values() for fault in faults(bureau.checks)]
        if wrong_inside := [*found, *words_faults(settings)]:
            stop_misconfigured(wrong_inside)
        return settings

    @cached_property
    def house(self) -> "House":
        """The data folder with its database."""
        from pipeline.steps.house import open_house

        return open_house(self.settings, self.data)

    @cached_property
    def words(self) -> "Words":
        """The field's words in Chinese."""
        from pipeline.report.words import read_words

        return read_words(self.settings.letters / "words.toml")

    def bureaus(self, only: str | None) -> list[str]:
        """The bureau named, or all of them."""
        known = list(self.settings.bureaus)
        if only is None:
            return known
        if only not in known:
            stop(say("unknown_bureau", bureau=only, known="、".join(known)), USAGE)
        return [only]

    def readers(self) -> "Readers":
        """The reading children, as many as the settings say."""
        from pipeline.ingest.readers import Readers

        return Readers(self.settings.limits, self.settings.intervals.reader_processes)


def stop(message: str, code: int) -> NoReturn:
    """End with a message on standard error."""
    tell(message)
    sys.exit(code)


def stop_misconfigured(mistakes: Iterable[ConfigError]) -> NoReturn:
    """End with every mistake of config/ told at once, each once."""
    told = sorted(dict.fromkeys(mistakes), key=lambda error: (str(error.file), error.line))
    stop("\n".join([say("config_wrong", count=len(told)), *(f"  {error}" for error in told)]), USAGE)


def out() -> Console:
    """Where people read the result."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def tell(message: str) -> None:
    """Say something to people that is no result: on standard error."""
    Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True).print(message)


def print_json(value: Any) -> None:
    """One JSON value on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal; nothing when standard error is none, or when asked to be quiet."""
    with progress_of(label, quiet=quiet) as (bar,):
        yield bar


@contextmanager
def progress_of(*labels: str, quiet: bool) -> Iterator[tuple[Callable[[int, int], None], ...]]:
    """The same with a bar for each thing that is done, shown once there is something to do."""
    if quiet or not sys.stderr.isatty():
        yield tuple(_unseen for _ in labels)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = [bar.add_task(label, total=None, visible=len(labels) == 1) for label in labels]
        yield tuple(partial(_show, bar, task) for task in tasks)


def _unseen(_done: int, _total: int) -> None:
    """No terminal, no bar."""


def _show(bar: Progress, task: TaskID, done: int, total: int) -> None:
    bar.update(task, completed=done, total=total, visible=True)


class _StandardError:
    """Standard error as it is at the time: while a bar stands there, what is written goes above it."""

    def write(self, text: str) -> int:
        """As a file does."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """As a file does."""
        sys.stderr.flush()


def set_up_log(level: int | None = None) -> None:
    """One event a fact on standard error: JSON lines, on a terminal lines for people; BAOSONG_LOG names another level.

    Args:
        level: from which on; None is warnings, on a terminal errors alone: commands tell there what went wrong.
    """
    terminal = sys.stderr.isatty()
    level = level or (logging.ERROR if terminal else logging.WARNING)
    chosen = logging.getLevelNamesMapping().get(os.environ.get("BAOSONG_LOG", "").upper(), level)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(fault_text),
            line_of if terminal else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(chosen),
        logger_factory=lambda *_: structlog.PrintLogger(_StandardError()),  # type: ignore[arg-type]
    )
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
