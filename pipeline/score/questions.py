"""What a plan asks of a fact of one kind beside the piece, its outlet and its day, with the words it knows."""

from collections.abc import Iterator

from pipeline.score.match import TAG, Match
from pipeline.score.measures.bands import Bands
from pipeline.score.measures.choice import Choice
from pipeline.score.measures.per import Per
from pipeline.score.measures.table import OTHER, Cells, Matrix
from pipeline.score.measures.worth import Measure
from pipeline.score.numbers import Number
from pipeline.score.rulebook import Rule
from pipeline.score.scoring import Scoring

_TOLD = ("mode", "position", "content", "rank")  # what is told with a fact; the rest follows from piece and outlet
Word = tuple[str, str]  # a field and a word it may be; "" where anything may be written


def kinds_counted(plan: Scoring) -> tuple[str, ...]:
    """The kinds of fact the plan has a word for, in the order in which an office enters them."""
    counted = {kind for component in plan.book.components for kind in component.counts}
    return tuple(kind for kind in ("adoption", "instruction", "reads", "activity") if kind in counted)


def asked_of(plan: Scoring, kind: str) -> dict[str, tuple[str, ...]]:
    """Field (mode, position, content, rank, tag.…) → the words it may be, in the plan's order; none: any text."""
    found: dict[str, dict[str, None]] = {}
    told = [word for c in plan.book.components if kind in c.counts for rule in c.rules for word in _asked_by(rule)]
    if kind == "adoption":
        told += [(field, word) for field, words in plan.outlets.asks.items() for word in words]
    for field, word in told:
        if field in _TOLD or field.startswith(TAG):
            found.setdefault(field, {})[word] = None
    return {field: tuple(word for word in words if word) for field, words in found.items()}


def has_limit(plan: Scoring, kind: str) -> bool:
    """Whether points of this kind are capped over a period: then one fact alone does not tell what it brings."""
    return any(c.limit is not None for c in plan.book.components if kind in c.counts)


def _asked_by(rule: Rule) -> Iterator[Word]:
    for match in (rule.match, *(gate.match for gate in rule.gates), *(change.match for change in rule.adjustments)):
        yield from _in_match(match)
    for version in rule.versions:
        yield from _in_measure(version.measure)


def _in_match(match: Match) -> Iterator[Word]:
    for condition in match.conditions:
        for word in sorted(condition.allowed | condition.refused) or [""]:
            yield condition.field, word


def _in_measure(measure: Measure) -> Iterator[Word]:
    match measure:
        case Matrix():
            yield from _in_cells(measure.by, measure.cells)
        case Choice():
            yield from ((f"{TAG}{name}", "") for name in (measure.tag, measure.by, measure.why))
        case Per() | Bands():
            yield measure.of, ""


def _in_cells(by: tuple[str, ...], cells: Cells) -> Iterator[Word]:
    for word, inner in cells.items():
        yield by[0], "" if word == OTHER else word
        if not isinstance(inner, Number):
            yield from _in_cells(by[1:], inner)
