"""`choice: {from: 1, to: 5, tag: 评分}` — a person's choice, with who (评分_by) and why (评分_why)."""

from dataclasses import dataclass

from pipeline.score.match import TAG, Fields
from pipeline.score.measures.worth import Measure, Surroundings, Worth, number_of
from pipeline.score.numbers import NotSettledError, Number, plain, read_number
from pipeline.score.words import say
from pipeline.settings.tomlfile import Table


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A number within bounds, both included."""

    low: Number
    high: Number
    tag: str
    by: str
    why: str

    def worth(self, fields: Fields, around: Surroundings) -> Worth:
        """The number chosen; without it, or without who and why, the fact waits."""
        points = number_of(fields, f"{TAG}{self.tag}")
        low, high = self.low.amount(around.parameters), self.high.amount(around.parameters)
        if not low <= points <= high:
            raise NotSettledError(
                say("choice_outside", tag=self.tag, points=plain(points), low=plain(low), high=plain(high))
            )
        by, why = (fields.get(f"{TAG}{name}") for name in (self.by, self.why))
        if not by or not why:
            raise NotSettledError(say("choice_unsigned", tag=self.tag, by=self.by, why=self.why))
        return Worth(points=points, note=say("choice", by=by, why=why))


def read(table: Table) -> Measure:
    """`choice:` with from, to and tag; by and why name the tags of who chose and why."""
    inner = table.table("choice")
    tag = inner.text("tag")
    found = Choice(
        low=read_number(inner, "from"),
        high=read_number(inner, "to"),
        tag=tag,
        by=inner.text("by", f"{tag}_by"),
        why=inner.text("why", f"{tag}_why"),
    )
    inner.finish()
    return found
