"""Charts of a period: one message each, stated as the title; units sorted, the numbers at their bars."""

from decimal import Decimal

from pipeline.report.bulletin_wording import Chart, Wording
from pipeline.report.chart_face import DARK, GREY, INK, PALE, PNG, Canvas, canvas, png
from pipeline.report.official_numbers import plain
from pipeline.report.official_words import BETWEEN_UNITS
from pipeline.report.period_view import Document, PeriodReport, StandingLine

_WIDTH, _HEAD, _BAR = 6.4, 0.75, 0.23  # inches: a picture's width, its titles' height, a bar's
_NAMED = 3  # units that a title names before it only counts them
_MONTHS = 12
_LONG = 30  # characters of a title that stand in the larger type


def chart(report: PeriodReport, wording: Wording) -> Document:
    """The first units' points of the period as bars, the most on top, who stands first dark; the others are counted."""
    earned = sorted((line for line in report.standings if line.points), key=lambda line: line.rank)
    lines = earned[: wording.limits.charted_units]
    drawn = canvas(_WIDTH, _HEAD + _BAR * max(len(lines), 3))
    rows = range(len(lines))
    values = [float(line.points) for line in lines]
    bars = drawn.axes.barh(rows, values, height=0.66, color=[DARK if _first(line) else PALE for line in lines])
    drawn.axes.bar_label(bars, [plain(line.points) for line in lines], padding=3, fontsize=9, color=INK)
    drawn.axes.set_yticks(rows, [line.unit for line in lines], fontsize=9)
    drawn.axes.set_ylim(max(len(lines), 1) - 0.4, -0.6)
    drawn.axes.set_xlim(min(0.0, *values, 0.0), max(1.0, *values, 1.0) * 1.08)
    drawn.axes.xaxis.set_visible(False)
    drawn.axes.spines["bottom"].set_visible(False)
    drawn.axes.spines["left"].set_visible(bool(lines))
    _titles(drawn, chart_title(report, wording.chart), _note(report, len(earned), len(lines), wording.chart))
    name = wording.files.chart.format(period=report.period_title)
    return Document(name=name, media_type=PNG, content=png(drawn))


def chart_title(report: PeriodReport, said: Chart) -> str:
    """What a period's chart says: who stands first, and whether that is new."""
    first = [line for line in report.standings if _first(line)]
    told = {"period": report.period_title, "n": len(first)}
    if not first:
        return said.none.format(**told)
    if len(first) > _NAMED:
        return said.many.format(**told)
    if len(first) > 1:
        return said.together.format(units=BETWEEN_UNITS.join(line.unit for line in first), **told)
    return _sole(first[0], said).format(unit=first[0].unit, **told)


def unit_year_chart(line: StandingLine, said: Chart, title: str = "") -> bytes:
    """A unit's year as a .png: the points of every month up to now, the last one dark.

    Args:
        line: `history` holds the months' points from the first of the plan's year on.
        said: what charts say.
        title: the message; without one, the year's points.
    """
    drawn = canvas(7.2, 3.2)
    months, names = range(1, _MONTHS + 1), [(line.year_begins - 1 + n) % _MONTHS + 1 for n in range(_MONTHS)]
    values = [float(points) for points in line.history[:_MONTHS]]
    colors = [PALE] * (len(values) - 1) + [DARK]
    bars = drawn.axes.bar(months[: len(values)], values, width=0.62, color=colors[-len(values) :] if values else [])
    drawn.axes.bar_label(bars, [plain(points) for points in line.history[:_MONTHS]], padding=2, fontsize=9, color=INK)
    drawn.axes.set_xticks(months, [said.month.format(n=n) for n in names], fontsize=9)
    drawn.axes.set_xlim(0.4, _MONTHS + 0.6)
    drawn.axes.set_ylim(min(0.0, *values, 0.0), max(1.0, *values, 1.0) * 1.12)
    drawn.axes.yaxis.set_visible(False)
    drawn.axes.spines["left"].set_visible(False)
    year = said.year.format(unit=line.unit, points=plain(line.year_points))
    _titles(drawn, title or year, said.by_month)
    return png(drawn)


def _note(report: PeriodReport, earned: int, drawn: int, said: Chart) -> str:
    """What is drawn, and how many units are not."""
    note = said.note.format(bureau=report.bureau, period=report.period_title)
    without = len(report.standings) - earned
    fewer = said.fewer.format(n=earned - drawn) if earned > drawn else ""
    return note + fewer + (said.without.format(n=without) if earned and without else "")


def _titles(drawn: Canvas, title: str, note: str) -> None:
    """The message over the chart, and small under it what is drawn."""
    drawn.figure.suptitle(title, x=0.01, ha="left", fontsize=13 if len(title) <= _LONG else 11, color=INK)
    drawn.figure.supxlabel(note, x=0.01, ha="left", fontsize=8.5, color=GREY)


def _first(line: StandingLine) -> bool:
    return line.rank == 1 and line.points > Decimal(0)


def _sole(line: StandingLine, said: Chart) -> str:
    """The message where one unit stands alone on top."""
    if line.previous_rank is None:
        return said.first
    return said.stayed if line.previous_rank == 1 else said.rose
