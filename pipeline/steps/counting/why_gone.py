"""Why a line of the ledger is taken back: the office withdrew the fact that brought it, with a name and a reason."""

from collections import defaultdict
from datetime import date

from sqlmodel import Session, select

from pipeline.domain.facts import Adoption
from pipeline.score.facts_json import fact_from_json
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_keys import key_of, outlet_of
from pipeline.store import facts
from pipeline.store.tables import EntryRow, FactRow


class Withdrawn:
    """The facts of a bureau that were withdrawn and not told again, by what they are about."""

    def __init__(self, session: Session, plan: Scoring, bureau: str) -> None:
        self._plan = plan
        self._by_subject: dict[str, list[FactRow]] = defaultdict(list)
        wanted = select(FactRow).where(FactRow.bureau == bureau, FactRow.state == facts.WITHDRAWN)
        for row in session.exec(wanted):
            self._by_subject[row.subject].append(row)

    def why(self, entry: EntryRow) -> str:
        """By whom and why what brought this line was withdrawn; "" where nothing was."""
        rows = (row for row in self._by_subject.get(entry.subject, ()) if self._brought(row, entry))
        return max(((row.at, row.why) for row in rows), default=(None, ""))[1]

    def _brought(self, row: FactRow, entry: EntryRow) -> bool:
        fact = fact_from_json(row.kind, row.fact or {})
        if row.key != key_of(fact, self._plan):
            return False  # told again since
        if not isinstance(fact, Adoption):
            return _days(row, entry.day)
        outlet = outlet_of(fact, self._plan).outlet
        return outlet is not None and outlet.id == entry.outlet


def _days(row: FactRow, day: date) -> bool:
    """Whether a fact of a day of its own lies on that day; reads have none, the plan dates them."""
    return row.day is None or row.day == day
