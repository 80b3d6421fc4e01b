"""What the commands of the office share: days as written, refusals with their exit code, counting at the end."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import Any

from pipeline.cli.context import FAILED, USAGE, Context, print_json, stop
from pipeline.cli.counting_texts import phrase
from pipeline.cli.plan_told import plan_told
from pipeline.cli.tables import print_line
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.hands import Refused, UnitChange, count_after

_STANDS_SO = {  # refusals that no other command line mends: what is on record says no
    "unknown_piece", "closed_piece", "same_title", "sealed_title", "unknown_fact", "not_waiting", "not_standing",
    "remember_failed", "unknown_entry", "entry_undone", "no_plan", "no_wording",
    "came_by_mail", "struck_already", "facts_stand",
}  # fmt: skip


@contextmanager
def refusals_told() -> Iterator[None]:
    """What is refused ends the command: 2 where another command line mends it, or the plan cannot be read; else 1."""
    try:
        with plan_told():
            yield
    except Refused as refused:
        stop(str(refused), FAILED if refused.cause in _STANDS_SO else USAGE)


def day_of(text: str) -> date:
    """A day as people write it, 2022-05-03."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        stop(phrase("bad_date", text=text), USAGE)


def finish(context: Context, bureau: str, done: dict[str, Any], lines: Sequence[str], *, as_json: bool) -> None:
    """Count, then tell what was done and whose points are others now; one JSON document when asked for.

    Args:
        context: of the command.
        bureau: the bureau whose points are counted.
        done: what was done, as JSON tells it.
        lines: the same for people.
        as_json: which of the two.
    """
    changes: tuple[UnitChange, ...] = ()
    wrong: ConfigErrors | None = None
    try:
        changes = count_after(context.house, bureau)
    except ConfigErrors as errors:
        wrong = errors
    if as_json:
        print_json(done | {"changes": [_json(change) for change in changes]})
    else:
        for line in [*lines, *_changes(context, bureau, changes)]:
            print_line(line)
    if wrong is not None:
        told = [f"  {error}" for error in dict.fromkeys(wrong.errors)]
        stop("\n".join([phrase("plan_wrong", count=len(told)), *told]), USAGE)


def _json(change: UnitChange) -> dict[str, Any]:
    """As JSON tells it: of closed months only where one was meant."""
    return {name: value for name, value in asdict(change).items() if name != "late" or value}


def _changes(context: Context, bureau: str, changes: tuple[UnitChange, ...]) -> Iterator[str]:
    if changes:
        roster = context.settings.bureaus[bureau].bureau.roster
        named = {unit.id: unit.name for unit in roster.units}
        told = (phrase("change", unit=named.get(c.unit, c.unit), points=signed(c.points)) for c in changes)
        yield phrase("points_changed", changes="；".join(told))
        for late in dict.fromkeys(remark for change in changes for remark in change.late):
            yield phrase("points_late", late=late)


def signed(points: str) -> str:
    """+3, -1.5."""
    return points if points.startswith("-") else f"+{points}"
