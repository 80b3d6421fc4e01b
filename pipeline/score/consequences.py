"""What follows from duties that are met or missed, and from missing them again and again."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.domain.score import DutyLine, ScoreEntry
from pipeline.score.numbers import Parameters, plain
from pipeline.score.obligations import Consequence, Duty, Repeat
from pipeline.score.period import Calendar
from pipeline.score.words import say


@dataclass(frozen=True, kw_only=True)
class Consequences:
    """One run; lines must come in the order of their days, since misses are counted."""

    parameters: Parameters
    calendar: Calendar
    missed: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))

    def entry(self, duty: Duty, line: DutyLine, day: date) -> ScoreEntry | None:
        """What a duty that is met or missed brings; None when nothing follows."""
        then = duty.then
        if then is None:
            return None
        code = "duty_met" if line.met else "duty_missed"
        reason = say(code, duty=duty.title, period=line.period, done=plain(line.done), required=plain(line.required))
        points, again = self._points(then, line, self._times(then.repeat, duty, line, day))
        if points == 0:
            return None
        return ScoreEntry(
            unit=line.unit, subject=line.subject or line.period, account=then.account, rule=duty.id,
            clause=duty.basis.clause, points=points, date=day, counted=True, reason=reason + again,
        )  # fmt: skip

    def _times(self, repeat: Repeat | None, duty: Duty, line: DutyLine, day: date) -> int:
        """Which miss this is, in a row or in the year."""
        if repeat is None:
            return 1
        year = self.calendar.of(day, "year").name if repeat.within == "year" else ""
        key = (duty.id, line.unit, year)
        if not line.met:
            self.missed[key] += 1
        elif repeat.within == "row":
            self.missed[key] = 0
        return self.missed[key]

    def _points(self, then: Consequence, line: DutyLine, times: int) -> tuple[Decimal, str]:
        if line.met:
            return then.met.amount(self.parameters), ""
        points = then.missed.amount(self.parameters) + then.each_missing.amount(self.parameters) * (
            line.required - line.done
        )
        again = ""
        step = then.repeat.step(times) if then.repeat else None
        if then.repeat and step:
            points = points * step.times.amount(self.parameters) + step.plus.amount(self.parameters)
            again = say(f"again_{then.repeat.within}", count=times)
        if then.at_most is not None:
            points = max(points, -then.at_most.amount(self.parameters))
        return points, again
