"""`nothing: 理由` — the fact is on record and earns nothing, and this is why."""

from dataclasses import dataclass

from pipeline.score.match import Fields
from pipeline.score.measures.worth import Measure, Surroundings, Worth
from pipeline.score.numbers import ZERO
from pipeline.settings.tomlfile import Table


@dataclass(frozen=True)
class Nothing:
    """No points, with the reason."""

    reason: str

    def worth(self, fields: Fields, around: Surroundings) -> Worth:  # noqa: ARG002 - every measure is asked alike
        """Zero, and why."""
        return Worth(points=ZERO, note=self.reason)


def read(table: Table) -> Measure:
    """`nothing: text`."""
    return Nothing(table.text("nothing"))
