"""Whether what was counted is what an example says: a row fits when all that the example names of it agrees."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from score.written import written

from pipeline.score.as_json import scored_json
from pipeline.score.numbers import NotSettledError
from pipeline.score.scoring import Scoring

EXPECTED = frozenset({"entries", "totals", "duties", "ranks", "fees", "unresolved", "marks"})
_NUMBERS = frozenset({"points", "required", "done", "late", "amount", "value"})
_SENTENCES = frozenset({"reason", "why", "fact"})
Row = Mapping[str, object]


def counted(scoring: Scoring, facts: Mapping[str, Any], period: object = None) -> dict[str, Any]:
    """What `baosong score --json` would print for facts written in an example."""
    return scored_json(scoring.score(written(facts), scoring.period(str(period)) if period else None))


def assert_expected(scoring: Scoring, expect: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """Entries, fees and what waits must be all there is; of duties, ranks and marks an example may name some."""
    assert set(expect) <= EXPECTED
    for key in ("entries", "fees"):
        if key in expect:
            _match(expect[key], found[key], scoring, whole=True)
    for key in ("duties", "ranks", "marks"):
        _match(expect.get(key, []), found[key], scoring, whole=False)
    _match(expect.get("unresolved", []), found["unresolved"], scoring, whole=True)
    if "totals" in expect:
        wanted = {scoring.people.unit(unit): Decimal(str(points)) for unit, points in expect["totals"].items()}
        got = {unit: Decimal(points) for unit, points in found["totals"].items()}
        assert {u: p for u, p in got.items() if p} == {u: p for u, p in wanted.items() if p}


def _match(wanted: list[Row], found: list[Row], scoring: Scoring, *, whole: bool) -> None:
    left = list(found)
    for row in wanted:
        hit = next((r for r in left if all(_same(key, value, r.get(key), scoring) for key, value in row.items())), None)
        assert hit is not None, f"没有 {row}；剩下：\n" + "\n".join(map(str, left))
        left.remove(hit)
    assert not (whole and left), "多出：\n" + "\n".join(map(str, left))


def _same(key: str, wanted: object, found: object, scoring: Scoring) -> bool:
    """Numbers by value, units by any of their names, sentences by what they must hold."""
    if key == "unit":
        return found in {wanted, _unit(str(wanted), scoring)}
    if key in _SENTENCES:
        return all(str(part) in str(found) for part in (wanted if isinstance(wanted, list) else [wanted]))
    if key == "candidates":
        return isinstance(wanted, list) and isinstance(found, list) and set(wanted) <= set(found)
    if isinstance(wanted, bool) or wanted is None:
        return wanted is found
    if key in _NUMBERS:
        return Decimal(str(wanted)) == Decimal(str(found))
    return str(wanted) == str(found)


def _unit(text: str, scoring: Scoring) -> str | None:
    try:
        return scoring.people.unit(text)
    except NotSettledError:  # a person's name
        return None
