"""Two pieces of one station, and what the office does with them."""

from datetime import date

from steps.table import FIRST, Table

from pipeline.domain.facts import Adoption
from pipeline.score.period import parse_period
from pipeline.steps.correct import Corrected, CorrectOrder, correct
from pipeline.steps.counting.after import count_and_tell
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.standings import standings
from pipeline.steps.counting.take import Offered, Source, take
from pipeline.steps.process import open_desk
from pipeline.store.tables import FactRow

SECOND_TITLE = "左家塘街道双拥座谈会召开"


class Desk(Table):
    """A table with what the office does there."""

    def correct(self, number: str = FIRST, **told: object) -> Corrected:
        """The office puts something right."""
        self.clock.forward(hours=1)
        return correct(self.house, CorrectOrder(**{"name": number, "by": "李主任", "reason": "经核实"} | told))  # type: ignore[arg-type]

    def adopted(self, number: str, outlet: str, day: int = 9) -> FactRow:
        """An outlet has used the piece."""
        fact = Adoption(submission=number, outlet=outlet, date=date(2020, 5, day), mode="solo")
        with self.house.database.writing() as session:
            pen = open_desk(self.house, "yuhua").pen(session)
            offered = Offered(kind="adoption", name=f"{number}{outlet}{day}", place="", told={}, fact=fact)
            row = take(pen, plan_of(self.house, "yuhua"), offered, Source(kind="desk", by="李主任")).row
        count_and_tell(self.house, "yuhua")
        return row

    def points(self) -> dict[str, str]:
        """Unit → points of the year, where it has any."""
        told = standings(self.house, "yuhua", parse_period("2020"))
        return {row.unit: str(row.points) for row in told.rows if row.points}


def plain(mime: bytes) -> str:
    from email import message_from_bytes, policy

    body = message_from_bytes(mime, policy=policy.default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())
