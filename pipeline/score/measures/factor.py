"""`factor: {of: component, times: 0.5}` — a part or a multiple of what the content has in another component."""

from dataclasses import dataclass

from pipeline.score.match import Fields
from pipeline.score.measures.worth import Measure, Surroundings, Worth
from pipeline.score.numbers import Number, plain, read_number
from pipeline.score.words import say
from pipeline.settings.tomlfile import Table


@dataclass(frozen=True)
class Factor:
    """Times what the other component gave up to the fact's day."""

    of: str
    times: Number

    def worth(self, fields: Fields, around: Surroundings) -> Worth:  # noqa: ARG002 - every measure is asked alike
        """The other result, multiplied."""
        base, times = around.result_of(self.of), self.times.amount(around.parameters)
        return Worth(points=base * times, note=say("factor", base=plain(base), times=plain(times)))


def read(table: Table) -> Measure:
    """`factor: {of: id of a component that stands before, times: number}`."""
    inner = table.table("factor")
    found = Factor(inner.text("of"), read_number(inner, "times"))
    inner.finish()
    return found
