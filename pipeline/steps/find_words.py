"""Pieces found by their words: what the desk and `baosong list --words` look for alike."""

from collections.abc import Collection

from sqlmodel import Session

from pipeline.domain.bureau import Roster
from pipeline.steps.house import House
from pipeline.store import search, search_lines
from pipeline.store.search import Asked, Wanted

_MOST = 10_000  # the newest ones


def question_about(roster: Roster, wanted: Wanted) -> Asked:
    """What the store is asked: a word may also name a unit of the roster."""
    return search.asked(wanted, [(unit.id, unit.names) for unit in roster.units])


def numbers_with(house: House, bureaus: Collection[str], words: str) -> set[str]:
    """The numbers of the pieces of these bureaus in which every word stands."""
    with house.database.reading() as session:
        return {number for bureau in bureaus for number in _numbers(house, session, bureau, words)}


def _numbers(house: House, session: Session, bureau: str, words: str) -> list[str]:
    question = question_about(house.bureau(bureau).bureau.roster, Wanted(bureau=bureau, words=words))
    return [row.number for row in search_lines.rows_of(session, search.newest(session, question, most=_MOST))]
