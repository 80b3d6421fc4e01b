"""Who gets the points of a fact, and which part."""

import re
from decimal import Decimal

from pipeline.score.events import Event
from pipeline.score.numbers import NotSettledError, half_up
from pipeline.score.rulebook import Share
from pipeline.score.words import field_word, say

_PARTED = re.compile(r"[;；、,，]")


def recipients(event: Event, share: Share) -> tuple[str, ...]:
    """Who gets points, in the order told.

    Raises:
        NotSettledError: the fact names nobody.
    """
    found = _told(event, share.among)
    if share.split == "weights" and len(found) > 1:
        found = found[: len(share.weights)]
    found = found[: share.most] if share.most else found
    if not found:
        raise NotSettledError(say("recipients_missing", field=field_word(share.among)))
    return found


def _told(event: Event, among: str) -> tuple[str, ...]:
    if among in {"unit", "units"}:
        return event.units
    if among == "authors":
        return tuple(dict.fromkeys(event.authors))
    names = (name.strip() for name in _PARTED.split(str(event.fields.get(among) or "")))
    return tuple(dict.fromkeys(name for name in names if name))


def parts(points: Decimal, share: Share, count: int) -> tuple[Decimal, ...]:
    """The part of each of `count` recipients: whole for each, or divided and rounded half up to 0.01."""
    if count == 1 or share.split == "full":
        return (points,) * count
    if share.split == "even":
        return (half_up(points / count),) * count
    weights = share.weights[:count]
    return tuple(half_up(points * weight / sum(weights)) for weight in weights)
