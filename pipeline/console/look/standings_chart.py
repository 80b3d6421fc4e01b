"""The chart of a period as a drawing in the page: bars with their numbers, the first ones dark."""

from dataclasses import dataclass

from pipeline.console.texts import say
from pipeline.score.numbers import plain
from pipeline.steps.counting.standing_table import Table

MOST = 15  # bars
_NAMED = 3  # units that the title names before it only counts them


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One unit."""

    unit: str
    points: str
    length: int  # percent of the room
    first: bool


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Bars below a message."""

    title: str
    bars: tuple[Bar, ...]
    left_out: int  # units with points that are not drawn


def chart_of(table: Table) -> Chart:
    """The units with points, the most on top."""
    lines = sorted((line for line in table.lines if line.points > 0), key=lambda line: -line.points)
    most = lines[0].points if lines else 1
    bars = tuple(
        Bar(
            unit=line.unit, points=plain(line.points), first=line.points == most,
            length=max(1, int(line.points / most * 100)),
        )
        for line in lines[:MOST]
    )  # fmt: skip
    return Chart(title=_title(table, [bar for bar in bars if bar.first]), bars=bars, left_out=len(lines) - len(bars))


def _title(table: Table, first: list[Bar]) -> str:
    told = {"period": table.title, "points": first[0].points if first else "", "count": len(first)}
    if not first:
        return say("chart_none", **told)
    if len(first) > _NAMED:
        return say("chart_many", **told)
    if len(first) > 1:
        return say("chart_together", units="、".join(bar.unit for bar in first), **told)
    return say("chart_first", unit=first[0].unit, **told)
