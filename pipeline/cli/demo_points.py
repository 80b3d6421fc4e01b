"""What the demo tells of points: standings, papers, what the office did, what waits for it."""

from typing import TYPE_CHECKING, Any

from pipeline.cli.demo_texts import phrase
from pipeline.cli.here import from_here
from pipeline.cli.tables import print_command, print_line

if TYPE_CHECKING:  # the demo's own modules need its servers, which may not be installed
    from pipeline.demo.ending import Ending
    from pipeline.demo.month_end import MonthEnd

_DAY = "{0.month}月{0.day}日"


def month_json(end: "MonthEnd") -> dict[str, Any]:
    """A bureau's month as JSON."""
    return {
        "period": end.period,
        "issue": end.issue,
        "standings": {place.id: place.points for place in end.places},
        "papers": [str(paper) for paper in (*end.papers, *end.fees)],
        "waiting": [line.name for line in end.waiting],
    }


def tell_points(outcome: "Ending") -> None:
    """Every bureau's month for people."""
    ends = tuple(outcome.month_ends.values())
    if not ends:
        return
    print_line(phrase("deeds"))
    for end in ends:
        print_line(end.name, indent=2)
        for deed in end.deeds:
            print_line(phrase("deed", day=_DAY.format(deed.at), text=deed.text), indent=6)
    print_line("")
    print_line(phrase("month", period=ends[0].title))
    for end in ends:
        _tell_month(end)
    print_line("")
    print_line(phrase("waiting"))
    for end in ends:
        print_line(_waiting(end), indent=2)


def _tell_month(end: "MonthEnd") -> None:
    print_line(phrase("issued" if end.issue else "not_issued", bureau=end.name, issue=end.issue), indent=2)
    for place in end.scorers:
        print_line(phrase("place", **vars(place)), indent=6)
    left = len(end.places) - len(end.scorers)
    if left:
        print_line(phrase("no_points", count=left), indent=6)
    for folder in dict.fromkeys(paper.parent for paper in end.papers):
        print_command(phrase("papers", folder=from_here(folder)), indent=6)
    if end.statement is not None:
        print_command(phrase("fees", paper=from_here(end.statement)), indent=6)


def _waiting(end: "MonthEnd") -> str:
    if not end.waiting:
        return phrase("waits_none", bureau=end.name)
    first = end.waiting[0]
    facts = {"name": first.name, "title": first.title, "outlet": first.outlet, "why": first.why}
    return phrase("waits", bureau=end.name, count=len(end.waiting), **facts)


def try_points(outcome: "Ending", facts: dict[str, str]) -> str:
    """Commands about points to try; "" where none are counted."""
    ends = list(outcome.month_ends.values())
    bureaus = [end.bureau for end in ends[:1]]
    adopted = next((one.name for one in outcome.told if one.state == "adopted" and one.bureau in bureaus), None)
    if not ends or adopted is None:
        return ""
    waiting = next((end.bureau for end in ends if end.waiting), ends[0].bureau)
    period, bureau = ends[0].period, ends[0].bureau
    return phrase("where_points", **facts, period=period, bureau=bureau, waiting=waiting, number=adopted)
