"""稿件: pieces that were looked for, a page of them."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlencode

from sqlmodel import Session

from pipeline.console.look.marked import Bit, marked, snippet
from pipeline.console.web.visit import Visit
from pipeline.domain.bureau import Roster
from pipeline.domain.words import State
from pipeline.score.numbers import plain
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.plan import has_plan, plan_of
from pipeline.steps.find_words import question_about
from pipeline.store import search, search_lines
from pipeline.store.search import Wanted
from pipeline.store.tables import PieceRow

PAGE = 50  # lines
MOST = 2_000  # pieces that are counted and paged through; whoever looks for more looks more closely
GENRES = ("news", "info")
_MONTH = re.compile(r"(19|20)\d{2}-(0[1-9]|1[0-2])", re.ASCII)
_HEAD = 4  # lines of a text that may be number, title, keyword and the title again
_LONGEST = 200  # characters of what is typed


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was typed into the form, understood."""

    words: str = ""
    unit: str = ""
    state: str = ""
    month: str = ""
    genre: str = ""
    page: int = 1
    wrong: str = ""  # what could not be understood: a word of the texts

    @property
    def query(self) -> str:
        """The same as the end of an address, without the page."""
        told = {name: getattr(self, name) for name in ("words", "unit", "state", "month", "genre")}
        return urlencode({name: value for name, value in told.items() if value})


@dataclass(frozen=True, kw_only=True)
class FoundLine:
    """One piece."""

    number: str
    state: str
    state_word: str
    unit: str
    title: tuple[Bit, ...]  # () where it is sealed or has none
    snippet: tuple[Bit, ...]
    arrived: datetime
    points: str  # "" where nothing was counted


@dataclass(frozen=True, kw_only=True)
class FoundList:
    """A page of what was found."""

    lines: tuple[FoundLine, ...]
    total: int
    more: bool  # there are more than are counted
    pages: int
    asked: Asked


def understood(visit: Visit, typed: dict[str, str]) -> Asked:
    """What was typed; what is no unit, state or kind is left open, a month that is none is told."""
    roster = visit.bureau.bureau.roster
    month, unit, state, page = (typed.get(name, "").strip() for name in ("month", "unit", "state", "page"))
    wrong = bool(month) and not _MONTH.fullmatch(month)
    return Asked(
        words=" ".join(typed.get("words", "").split())[:_LONGEST],
        unit=unit if roster.by_id(unit) else "",
        state=state if state in set(State) else "",
        month=month[:20],
        genre=typed.get("genre", "") if typed.get("genre") in GENRES else "",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        wrong="search_bad_month" if wrong else "",
    )


def question(visit: Visit, asked: Asked) -> search.Asked:
    """What the store is asked."""
    wanted = Wanted(
        bureau=visit.id, words=asked.words, unit=asked.unit, state=asked.state, month=asked.month, genre=asked.genre
    )
    return question_about(visit.bureau.bureau.roster, wanted)


def found_list(visit: Visit, asked: Asked) -> FoundList:
    """A page of what was found, those entered last first; nothing of what could not be understood."""
    if asked.wrong:
        return FoundList(lines=(), total=0, more=False, pages=1, asked=asked)
    wanted = question(visit, asked)
    with visit.console.house.database.reading() as session:
        total = search.count(session, wanted, most=MOST + 1)
        pages = max(1, -(-min(total, MOST) // PAGE))
        number = min(max(1, asked.page), pages)
        after = (number - 1) * PAGE
        ids = search.newest(session, wanted, after=after, most=min(PAGE, MOST - after))
        lines = _lines(visit, session, ids, wanted.wanted.runs)
    shown = Asked(**{name: getattr(asked, name) for name in ("words", "unit", "state", "month", "genre")}, page=number)
    return FoundList(lines=lines, total=min(total, MOST), more=total > MOST, pages=pages, asked=shown)


def _lines(visit: Visit, session: Session, ids: list[int], runs: list[str]) -> tuple[FoundLine, ...]:
    rows = search_lines.rows_of(session, ids)
    texts = search_lines.texts_of(session, ids) if runs else {}
    points = points_of(visit, session, [row.number for row in rows])
    return tuple(
        FoundLine(
            number=row.number,
            state=row.state,
            state_word=visit.words.word(row.state, "state"),
            unit=unit_name(visit.bureau.bureau.roster, row),
            title=marked(row.title or "", runs) if row.state != State.SEALED.value else (),
            snippet=snippet(_body(texts.get(row.id or 0, ""), row), runs),
            arrived=row.arrived_at,
            points=plain(points[row.number]) if row.number in points else "",
        )
        for row in rows
    )


def _body(text: str, row: PieceRow) -> str:
    """What can be found without number, title and keyword, which stand before it and are shown elsewhere."""
    *head, rest = text.split("\n", _HEAD) if text.count("\n") >= _HEAD else (*text.split("\n"), "")
    return "\n".join([*(line for line in head if line not in {row.number, row.title, row.keyword}), rest])


def unit_name(roster: Roster, row: PieceRow) -> str:
    """Who sent it: the unit, else the address."""
    unit = roster.by_id(row.unit)
    return unit.name if unit else row.sender


def points_of(visit: Visit, session: Session, numbers: list[str]) -> dict[str, Decimal]:
    """The points of these pieces in the account that ranks go by; none where the plan counts nothing or is wrong."""
    house = visit.console.house
    if not has_plan(house, visit.id):
        return {}
    try:
        account = plan_of(house, visit.id).book.ranked().id
    except ConfigErrors:
        return {}
    return search_lines.points_of(session, visit.id, account, numbers)
