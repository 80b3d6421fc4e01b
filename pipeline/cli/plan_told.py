"""A plan that is wrong ends a command with every mistake told."""

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.cli.context import USAGE, stop
from pipeline.cli.period_texts import phrase
from pipeline.settings import ConfigErrors


@contextmanager
def plan_told() -> Iterator[None]:
    """Rulebook, register or roster cannot be used: exit 2, with file, line and remedy of each mistake."""
    try:
        yield
    except ConfigErrors as wrong:
        told = [f"  {error}" for error in dict.fromkeys(wrong.errors)]
        stop("\n".join([phrase("plan_wrong", count=len(told)), *told]), USAGE)
