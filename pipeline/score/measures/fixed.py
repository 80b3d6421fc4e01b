"""`fixed: 15` — the same for every fact."""

from dataclasses import dataclass

from pipeline.score.match import Fields
from pipeline.score.measures.worth import Measure, Surroundings, Worth
from pipeline.score.numbers import Number, read_number
from pipeline.settings.tomlfile import Table


@dataclass(frozen=True)
class Fixed:
    """So many points."""

    points: Number

    def worth(self, fields: Fields, around: Surroundings) -> Worth:  # noqa: ARG002 - every measure is asked alike
        """The number itself."""
        return Worth(points=self.points.amount(around.parameters))


def read(table: Table) -> Measure:
    """`fixed: number`."""
    return Fixed(read_number(table, "fixed"))
