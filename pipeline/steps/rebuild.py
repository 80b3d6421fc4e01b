"""Rebuild what stands behind the raw bytes and the people's decisions: parts, index, points (design.md §1).

Nothing is decided anew: what a letter's checks would say otherwise now is told, and `reprocess` takes it over. Every
part of the work can be done again, so that one that was killed is begun anew.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlmodel import col, select

from pipeline.domain.words import Disposition
from pipeline.ingest.readers import Readers
from pipeline.steps.clean import clean
from pipeline.steps.counting.count import Counted, count
from pipeline.steps.counting.plan import has_plan
from pipeline.steps.find import letter_name
from pipeline.steps.house import House
from pipeline.steps.process import open_desk
from pipeline.steps.reading import read_ahead
from pipeline.steps.rebuild_letter import Looked, lies_sound, look_again
from pipeline.store import alike_index, letters, search_index
from pipeline.store.tables import LetterRow

_AT_ONCE = 20  # letters under one hold of a bureau's lock: the worker gets its turn between
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """What was found, and (unless it was a dry run) put right."""

    dry_run: bool
    letters: int  # looked at
    differences: tuple[Looked, ...]
    index_wrong: int  # pieces that were not found by what they say
    counted: tuple[Counted, ...] = field(default=())  # a bureau each

    @property
    def well(self) -> bool:
        """Whether nothing is left for a person."""
        return not any(one.lost or one.unread or one.parts_lost or one.now for one in self.differences)


def rebuild(
    house: House,
    readers: Readers,
    *,
    dry_run: bool = False,
    by: str = "",
    progress: Progress = lambda _done, _all: None,
) -> Rebuilt | None:
    """Look at every letter again, bring back its parts, count all points anew, after the index was made anew.

    Args:
        house: the house; its worker may go on.
        readers: the reading children.
        dry_run: only say what is otherwise.
        by: who asked for it; stands with points that change.
        progress: told how many of how many letters are done.

    Returns:
        None when another rebuild is at work.
    """
    with house.locked("rebuild", wait=False) as ours:
        if not ours:
            return None
        if not dry_run:
            clean(house)
        wrong = _index(house, dry_run=dry_run)  # first: a wrong index refuses whatever changes a piece
        rows = _rows(house)
        found = []
        for done, looked in enumerate(_look(house, rows, readers, dry_run=dry_run), 1):
            progress(done, len(rows))
            found += [] if looked.well else [looked]
        counted = tuple(
            count(house, bureau, cause="rescore", by=by, dry_run=dry_run)
            for bureau in house.settings.bureaus
            if has_plan(house, bureau)
        )
    return Rebuilt(dry_run=dry_run, letters=len(rows), differences=tuple(found), index_wrong=wrong, counted=counted)


def _rows(house: House) -> list[LetterRow]:
    """Every settled letter of the bureaus that there are; the others are the next round's affair."""
    wanted = select(LetterRow).where(
        col(LetterRow.done).is_(True), col(LetterRow.bureau).in_(list(house.settings.bureaus))
    )
    with house.database.reading() as session:
        return list(session.exec(wanted.order_by(col(LetterRow.bureau), col(LetterRow.id))))


def _look(house: House, rows: list[LetterRow], readers: Readers, *, dry_run: bool) -> Iterator[Looked]:
    for bureau in dict.fromkeys(row.bureau for row in rows):
        mine = [row for row in rows if row.bureau == bureau]
        for first in range(0, len(mine), _AT_ONCE):
            with house.locked(f"{bureau}.receive"):
                some = _as_they_stand(house, mine[first : first + _AT_ONCE])
                yield from _together(house, bureau, some, readers, dry_run=dry_run)


def _as_they_stand(house: House, rows: list[LetterRow]) -> list[LetterRow]:
    """The same letters under the lock; one that is to be read anyway is left to the next round."""
    with house.database.reading() as session:
        return [row for row in letters.by_ids(session, [row.id or 0 for row in rows]) if row.done]


def _together(house: House, bureau: str, rows: list[LetterRow], readers: Readers, *, dry_run: bool) -> Iterator[Looked]:
    """Some letters of one bureau; a sealed one is not read, one whose bytes are gone cannot be."""
    desk = open_desk(house, bureau)
    sound = [row for row in rows if lies_sound(house, row)]
    for row in rows:
        if row not in sound or row.disposition == Disposition.SEALED.value:
            yield Looked(name=letter_name(row), lost=row not in sound)
    readable = [row for row in sound if row.disposition != Disposition.SEALED.value]
    for readings in read_ahead(house, readable, readers):
        for reading in filter(None, readings):
            try:
                yield look_again(desk, reading, dry_run=dry_run)
            finally:
                shutil.rmtree(reading.scratch, ignore_errors=True)


def _index(house: House, *, dry_run: bool) -> int:
    """How many pieces were not found by what they say; the index is made anew."""
    if dry_run:
        with house.database.reading() as session:
            return search_index.wrong(session.connection())
    with house.database.writing() as session:
        connection = session.connection()
        wrong = search_index.wrong(connection)
        search_index.remake(connection)
        alike_index.remake(connection)
    return wrong
