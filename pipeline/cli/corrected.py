"""How the command line shows what has changed since a period was issued."""

from collections.abc import Mapping
from typing import Any

from pipeline.cli.period_texts import phrase
from pipeline.cli.tables import print_line
from pipeline.score.numbers import plain
from pipeline.steps.counting.corrected import Differs, differences
from pipeline.steps.counting.standings import Standings


def standings_title(found: Standings) -> str:
    """Which state of the period these lines are: issued, corrected since, or still open."""
    if found.issued:
        return phrase("standings_corrected", period=found.period)
    return phrase("standings_frozen" if found.frozen else "standings_open", period=found.period)


def tell_corrected(found: Standings, names: Mapping[str, str]) -> None:
    """Under the corrected lines of an issued period, which units the bulletin told of otherwise."""
    if not found.issued:
        return
    print_line("")
    changed = differences(found)
    print_line(phrase("differs_from_issued" if changed else "same_as_issued"))
    for one in changed:
        print_line(_told(one, names), indent=4)


def differs_json(found: Standings) -> list[dict[str, Any]]:
    """Unit, points and rank as issued and now, where they differ."""
    return [
        {
            "unit": one.unit,
            "issued": {"points": plain(one.issued.points), "rank": one.issued.rank} if one.issued else None,
            "now": {"points": plain(one.now.points), "rank": one.now.rank},
        }
        for one in differences(found)
    ]


def _told(one: Differs, names: Mapping[str, str]) -> str:
    unit, now = names.get(one.unit, one.unit), one.now
    if one.issued is None:
        return phrase("not_issued", unit=unit, points=plain(now.points), rank=now.rank)
    return phrase(
        "unit_differs", unit=unit, before=plain(one.issued.points), points=plain(now.points),
        old_rank=one.issued.rank, rank=now.rank,
    )  # fmt: skip
