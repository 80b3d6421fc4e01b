"""`per: {of: chars, each: 100, points: 0.5, part: whole, above: 0, most: 5}` — so much for each so many."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from pipeline.score.match import NUMBERS, TAG, Fields
from pipeline.score.measures.worth import Measure, Surroundings, Worth, number_of
from pipeline.score.numbers import ZERO, Number, plain, read_exact, read_number
from pipeline.score.words import field_word
from pipeline.settings.tomlfile import Table


class Part(StrEnum):
    """What becomes of a part of a unit."""

    WHOLE = "whole"  # only whole ones count
    STARTED = "started"  # one that was begun counts whole
    EXACT = "exact"  # in proportion


@dataclass(frozen=True, kw_only=True)
class Per:
    """So many points for each `each` above `above`, at most `most`."""

    of: str
    each: Decimal
    points: Number
    part: Part
    above: Decimal
    most: Number | None

    def worth(self, fields: Fields, around: Surroundings) -> Worth:
        """The units in the number, times their points."""
        value = number_of(fields, self.of)
        units = max(ZERO, value - self.above) / self.each
        if self.part is not Part.EXACT:
            units = units.to_integral_value(ROUND_FLOOR if self.part is Part.WHOLE else ROUND_CEILING)
        points = units * self.points.amount(around.parameters)
        if self.most is not None:
            points = min(points, self.most.amount(around.parameters))
        return Worth(points=points, note=f"{field_word(self.of)}{plain(value)}")


def read(table: Table) -> Measure:
    """`per:` with of, each and points; part is whole, above 0, most unlimited when left out."""
    inner = table.table("per")
    of = inner.text("of")
    if of not in NUMBERS and not of.startswith(TAG):
        inner.complain("of", "field_no_number", known="、".join(sorted(NUMBERS)))
    each = read_exact(inner, "each")
    if each <= 0:
        inner.complain("each", "positive")
        each = Decimal(1)
    found = Per(
        of=of,
        each=each,
        points=read_number(inner, "points"),
        part=inner.choice("part", Part, Part.WHOLE),
        above=read_exact(inner, "above", "0"),
        most=read_number(inner, "most") if "most" in inner.data else None,
    )
    inner.finish()
    return found
