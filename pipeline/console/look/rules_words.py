"""What a rule asks and what it gives, in the office's words."""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.console.texts import TEXTS, say
from pipeline.report.words import Words
from pipeline.score.match import TAG, Condition, Match
from pipeline.score.measures.bands import Bands
from pipeline.score.measures.choice import Choice
from pipeline.score.measures.factor import Factor
from pipeline.score.measures.fixed import Fixed
from pipeline.score.measures.nothing import Nothing
from pipeline.score.measures.per import Per
from pipeline.score.measures.table import Cells, Matrix
from pipeline.score.measures.worth import Measure
from pipeline.score.numbers import Number, plain
from pipeline.score.outlets import Outlets
from pipeline.score.scoring import Scoring

_SWITCH = {frozenset({"true"}): "match_yes", frozenset({"false"}): "match_no"}
Told = tuple[str, str]  # what it is for, and the points


def register_of(plan: Scoring) -> Outlets:
    """The register with everything its file says."""
    if not isinstance(plan.outlets, Outlets):
        raise TypeError("the plan was not read from files")
    return plan.outlets


class RuleWords:
    """The words of one bureau's plan."""

    def __init__(self, plan: Scoring, words: Words) -> None:
        self._plan, self._words = plan, words
        self._units = {unit.id: unit.name for unit in plan.units or ()}
        self._components = {component.id: component.title for component in plan.book.components}

    def match(self, match: Match) -> str:
        """What must hold together; "" where nothing is asked."""
        return "，".join(self._condition(condition) for condition in match.conditions)

    def _condition(self, condition: Condition) -> str:
        field = self.field(condition.field)
        if condition.allowed in _SWITCH:
            return say(_SWITCH[condition.allowed], field=field)
        words = self._either(condition.field, condition.refused or condition.allowed)
        if condition.refused:
            return say("match_not", field=field, words=words)
        if condition.allowed:
            return say("match_is", field=field, words=words)
        low = plain(condition.low) if condition.low is not None else ""
        high = plain(condition.high) if condition.high is not None else ""
        key = "match_between" if low and high else "match_from" if low else "match_below"
        return say(key, field=field, low=low, high=high)

    def _either(self, field: str, values: frozenset[str]) -> str:
        return "、".join(sorted(self.value(field, value) for value in values))

    def field(self, name: str) -> str:
        """A field as the office calls it."""
        return TEXTS.get(f"field_{name}", name.removeprefix(TAG))

    def value(self, field: str, value: str) -> str:
        """A value of a field as the office calls it."""
        outlets = register_of(self._plan)
        outlet, class_ = outlets.get(value), outlets.classes.get(value)
        known = {
            "level": outlets.levels.get(value),
            "class": class_.name if class_ else None,
            "outlet": outlet.name if outlet else None,
            "unit": self._units.get(value),
            "group": self._words.word(value, "group"),
            "mode": self._words.word(value, "adoption_mode"),
        }
        return known.get(field) or TEXTS.get(f"value_{value}", value)

    def measure(self, measure: Measure) -> tuple[str, ...]:
        """What it gives, a line each."""
        match measure:
            case Fixed():
                return (say("points_fixed", points=self.number(measure.points)),)
            case Nothing():
                return (say("points_nothing", why=measure.reason),)
            case Matrix():
                return tuple(
                    say("points_cell", where=where, points=points)
                    for where, points in self._cells(measure.by, measure.cells)
                )
            case Bands():
                return tuple(self._bands(measure))
            case Per():
                return (self._per(measure),)
            case Factor():
                of = self._components.get(measure.of, measure.of)
                return (say("points_factor", of=of, times=self.number(measure.times)),)
            case Choice():
                return (say("points_choice", low=self.number(measure.low), high=self.number(measure.high)),)
        return ()

    def number(self, number: Number) -> str:
        """A number, or that it is left open."""
        if number.parameter is None:
            return plain(number.value)
        title = next((p.title for p in self._plan.book.parameters if p.id == number.parameter), number.parameter)
        value = next((p.value for p in self._plan.book.parameters if p.id == number.parameter), None)
        return plain(value) if isinstance(value, Decimal) else say("points_open", name=title)

    def _cells(self, by: tuple[str, ...], cells: Cells) -> Iterator[Told]:
        for key, inner in cells.items():
            name = self.value(by[0], key)
            if isinstance(inner, Number):
                yield name, self.number(inner)
            else:
                yield from ((f"{name}，{rest}", points) for rest, points in self._cells(by[1:], inner))

    def _bands(self, measure: Bands) -> Iterator[str]:
        of = self.field(measure.of)
        for band in measure.bands:
            key = "points_band" if band.high is not None else "points_band_open"
            high = plain(band.high) if band.high is not None else ""
            yield say(key, of=of, low=plain(band.low), high=high, points=self.number(band.points))

    def _per(self, measure: Per) -> str:
        told = say(
            "points_per", of=self.field(measure.of), each=plain(measure.each), points=self.number(measure.points)
        )
        parts = [told, say(f"points_part_{measure.part.value}")]
        if measure.above:
            parts.insert(0, say("points_per_above", above=plain(measure.above)))
        if measure.most is not None:
            parts.append(say("points_per_most", most=self.number(measure.most)))
        return "，".join(parts)
