"""What of a letter with several manuscripts would go to which piece, for a person to look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from pipeline.console.people.rights import Right
from pipeline.console.web.visit import Visit
from pipeline.steps.find import Found
from pipeline.steps.refusal import Refusal
from pipeline.steps.split_parts import divisible, proposal
from pipeline.store.convert import part
from pipeline.store.tables import PartRow


@dataclass(frozen=True, kw_only=True)
class Lot:
    """One part and the piece it is proposed for."""

    id: int
    name: str
    role: str
    title: str  # that stands in it, "" where none does
    group: str  # 1, 2 …


@dataclass(frozen=True, kw_only=True)
class Dividing:
    """A letter that may be split."""

    lots: tuple[Lot, ...]
    groups: tuple[str, ...]  # 1, 2 …: as many as there are manuscripts


def dividing_of(visit: Visit, session: Session, found: Found) -> Dividing | None:
    """The proposal; None where nothing is to be split, or not by this person."""
    if found.piece is None or not visit.may(Right.DECIDE):
        return None
    try:
        _letter, rows = divisible(session, found.piece)
    except Refusal:
        return None
    proposed = proposal(rows)
    lots = tuple(_lot(row, proposed) for row in _in_groups(rows, proposed))
    return Dividing(lots=lots, groups=tuple(str(one) for one in range(1, max(proposed.values(), default=1) + 1)))


def _in_groups(rows: Sequence[PartRow], proposed: dict[int, int]) -> list[PartRow]:
    """The parts that are proposed for one piece beside each other, its manuscript first."""
    return sorted(rows, key=lambda row: (proposed.get(row.id or 0, 1), row.role != "manuscript", row.id or 0))


def _lot(row: PartRow, proposed: dict[int, int]) -> Lot:
    document = part(row).document
    form = document.form.title if document and document.form else None
    text = document.manuscript.title if document and document.manuscript else None
    return Lot(
        id=row.id or 0, name=row.name, role=row.role, title=text or form or "",
        group=str(proposed.get(row.id or 0, 1)),
    )  # fmt: skip
