"""At most so many points or counted entries a recipient and period: what comes later is cut, and says so."""

from collections import defaultdict
from decimal import Decimal

from pipeline.score.numbers import ZERO, Parameters, plain
from pipeline.score.period import Calendar
from pipeline.score.reasons import Draft, order_of, shortened
from pipeline.score.rulebook import Limit
from pipeline.score.words import say

_Key = tuple[str, str, str]


def limited(drafts: list[Draft], parameters: Parameters, calendar: Calendar) -> list[Draft]:
    """Entries of components that have a limit, in order of their days, cut where it is reached.

    Raises:
        NotSettledError: a limit is a parameter that was not given.
    """
    points: dict[_Key, Decimal] = defaultdict(Decimal)
    entries: dict[_Key, int] = defaultdict(int)
    found = []
    for draft in sorted(drafts, key=order_of):
        limit, entry = draft.component.limit, draft.entry
        if limit is None or not entry.counted:
            found.append(draft)
            continue
        period = calendar.of(entry.date, limit.every).name
        key = (draft.component.id, entry.unit, period)
        cut = _cut(draft, limit, parameters, (points[key], entries[key], period))
        points[key] += cut.entry.points if cut.entry.counted else ZERO
        entries[key] += cut.entry.counted
        found.append(cut)
    return found


def _cut(draft: Draft, limit: Limit, parameters: Parameters, had: tuple[Decimal, int, str]) -> Draft:
    points, entries, period = had
    if limit.entries is not None and entries >= limit.entries:
        return shortened(draft, ZERO, say("limit_entries", period=period, most=limit.entries))
    if limit.points is None:
        return draft
    most = limit.points.amount(parameters)
    left = max(ZERO, most - points)
    if draft.entry.points <= left:
        return draft
    code = "limit_points" if left else "limit_full"
    return shortened(draft, left, say(code, period=period, most=plain(most), part=plain(left)))
