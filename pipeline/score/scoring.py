"""Facts + rulebook → everything counted: pure, the same for the same facts in any order (rules.md Counting)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.domain.bureau import Unit
from pipeline.domain.facts import Facts
from pipeline.domain.score import Scored, ScoreEntry
from pipeline.score.counting import Count, Desk
from pipeline.score.numbers import Parameters
from pipeline.score.people import People
from pipeline.score.period import Period
from pipeline.score.register import Outlets
from pipeline.score.rulebook import Rulebook


@dataclass
class Scoring:
    """One bureau's count: the plan, the register, the roster."""

    book: Rulebook
    outlets: Outlets
    units: Sequence[Unit] | None = None  # None: a unit is what is written
    holidays: Mapping[str, bool] = field(default_factory=dict)  # the office's own working days

    def __post_init__(self) -> None:
        self.people = People(self.units, self.book.bodies)

    def period(self, text: str) -> Period | None:
        """A period as people write it, by the plan's own years; None when it is none."""
        return self.book.calendar.parse(text)

    def score(self, facts: Facts, period: Period | None = None, *, until: date | None = None) -> Scored:
        """Everything counted from the facts.

        Args:
            facts: all facts, later ones too: an entry is dated by its fact, so they never change earlier days.
            period: entries up to its end are given; totals and ranks are its own, duties, fees and marks those of
                periods within it. None: everything.
            until: duties go on up to that day, though no fact came any more; None: up to the last fact.
        """
        entries: list[ScoreEntry] = []
        scored = self.score_parts([facts], entries.append, period=period, until=until, parameters=facts.parameters)
        entries.sort(key=lambda e: (e.date, e.unit, e.subject, e.rule, not e.counted, e.points, e.reason))
        return replace(scored, entries=tuple(entries))

    def score_parts(
        self,
        parts: Iterable[Facts],
        take: Callable[[ScoreEntry], None],
        *,
        period: Period | None = None,
        until: date | None = None,
        parameters: Parameters | None = None,
    ) -> Scored:
        """As `score`, for facts that come part by part and need not fit into memory.

        Args:
            parts: each with whole contents: a content's pieces and all that hangs on them stand in one part.
            take: is given each entry, in the order of the parts; those of limited components and of duties come last.
            period: as in `score`.
            until: as in `score`.
            parameters: numbers that the plan leaves open; those within the parts are not looked at.

        Returns:
            Everything but the entries.
        """
        desk = Desk(book=self.book, people=self.people, outlets=self.outlets, holidays=self.holidays)
        return Count(desk, take, (period, until), parameters or {}).scored(parts)
