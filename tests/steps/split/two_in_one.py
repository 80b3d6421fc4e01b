"""A letter with two manuscripts, and the table at which it is split."""

from collections.abc import Mapping

from acts.office import Attached, form, manuscript, photo
from steps.table import FIRST, Table

from pipeline.steps.split import Split, SplitOrder, split
from pipeline.steps.split_parts import divisible, proposal
from pipeline.store.tables import PartRow

LAW, FORUM, SONG = "左家塘街道开展普法宣传", "左家塘街道双拥座谈会召开", "老兵合唱团登台献唱"


def named(name: str, attached: Attached) -> Attached:
    return name, attached[1], attached[2]


def text(title: str, said: str) -> Attached:
    return manuscript(title, [said * 15], name=f"{title}.docx")


LETTER = [
    text(LAW, "五月六日开展普法宣传，发放读本。"),
    text(FORUM, "五月七日召开座谈会，共商双拥。"),
    named("审核表1.docx", form(FORUM)),
    named("审核表2.docx", form(LAW)),
    photo(1, name="双拥座谈会.jpg"),
    photo(2, name="普法宣传.jpg"),
]


class Desk(Table):
    """A table at which letters are split."""

    def parts(self, number: str) -> set[str]:
        """Names of what counts in a piece now."""
        piece = self.piece(number)
        return {row.name for row in self.rows(PartRow) if row.piece_id == piece.id and row.current}

    def proposed(self, number: str = FIRST) -> dict[int, int]:
        """What the desk proposes."""
        with self.house.database.reading() as session:
            return proposal(divisible(session, self.piece(number))[1])

    def away(self, names: Mapping[str, int], number: str = FIRST) -> dict[int, int]:
        """Ids of a piece's parts by name."""
        piece = self.piece(number)
        return {row.id: names[row.name] for row in self.rows(PartRow) if row.piece_id == piece.id and row.name in names}

    def split(self, away: Mapping[int, int] | None = None, number: str = FIRST, **told: str) -> Split:
        """The office splits a letter, as proposed where nothing else is told."""
        self.clock.forward(hours=1)
        chosen = self.proposed(number) if away is None else away
        order = SplitOrder(**{"name": number, "by": "李主任", "reason": "两篇稿件", "away": chosen} | told)  # type: ignore[arg-type]
        return split(self.house, order, self.readers)
