"""What has changed since a period was issued: its bulletin's lines beside those that hold by what is known now."""

from dataclasses import dataclass

from pipeline.steps.counting.standings import Standing, Standings


@dataclass(frozen=True, kw_only=True)
class Differs:
    """A unit that stands otherwise than its bulletin said."""

    unit: str  # the roster's id
    issued: Standing | None  # None: it was not on the roster then
    now: Standing


def differences(found: Standings) -> tuple[Differs, ...]:
    """Whose points or rank are others than in the bulletin, in the order of the corrected standings.

    Args:
        found: corrected standings of an issued period; of any other period nothing differs.
    """
    before = {row.unit: row for row in found.issued}
    pairs = [(before.get(row.unit), row) for row in found.rows] if found.issued else []
    return tuple(Differs(unit=now.unit, issued=old, now=now) for old, now in pairs if _moved(old, now))


def _moved(old: Standing | None, now: Standing) -> bool:
    return old is None or (old.points, old.rank) != (now.points, now.rank)
