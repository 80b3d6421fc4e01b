"""Facts that lie on the desk for its tests."""

from datetime import date

from console.letters_there import ACCEPTED

from pipeline.domain.facts import Adoption
from pipeline.domain.timeutil import local
from pipeline.steps.counting.by_hand import HandFact, record_fact
from pipeline.steps.counting.hands import count_after
from pipeline.steps.house import House


def today(house: House) -> date:
    """The office's day."""
    return local(house.clock()).date()


def lay_use(
    house: House, number: str = ACCEPTED, outlet: str = "市局官网", *, bureau: str = "yuhua", day: date | None = None
) -> int:
    """A use that the office entered, counted or left waiting; its running number, however often it is told."""
    fact = Adoption(submission=number, outlet=outlet, date=day or today(house))
    done = record_fact(house, HandFact(bureau=bureau, fact=fact, by="李主任", postpone=True))
    count_after(house, bureau)
    return int(done.fact[1:])
