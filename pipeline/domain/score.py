"""What counting yields: entries with their clause, duties, ranks, fees, and what could not be counted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class ScoreEntry:
    """A line of the ledger 计分记录; one that earns nothing has `counted` False, its nominal points and the reason."""

    unit: str  # the roster's id, the text as given without a roster; a person's name in a person's account
    subject: str  # the piece, activity or call it is about
    account: str  # points, fee, pieces …
    rule: str  # id of the rule in rulebook.yaml
    clause: str
    points: Decimal
    date: date  # the fact's day
    counted: bool
    reason: str  # in the office's words
    outlet: str = ""  # id of the outlet that used it; "" for what is no use
    level: str = ""  # id of that outlet's level, of a use alone: reads of it are no use of their own


@dataclass(frozen=True, kw_only=True)
class DutyLine:
    """A duty 报送任务 or target 目标任务分值 of one unit in one period."""

    unit: str
    duty: str  # id of the duty in rulebook.yaml
    period: str  # 2022-05, 2022Q2, 2022
    required: Decimal
    done: Decimal
    met: bool
    subject: str = ""  # the call it is about; empty for duties of a period
    late: Decimal = Decimal(0)  # pieces delivered for a call after its last day: they are no part of `done`
    late_days: int = 0  # how many days after it the last of them came


@dataclass(frozen=True, kw_only=True)
class RankLine:
    """A unit's place 名次, over all and within its group."""

    unit: str
    group: str | None
    rank: int
    group_rank: int
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """A fee 稿费 of one unit in one period."""

    unit: str
    period: str
    points: Decimal
    amount: Decimal  # yuan


@dataclass(frozen=True, kw_only=True)
class MarkLine:
    """A figure made of the points of one unit or person in one period: a mark, a converted sum, a prize."""

    unit: str
    mark: str  # id of the mark in rulebook.yaml
    period: str
    clause: str
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Unresolved:
    """A fact that waits for the office: never guessed, never dropped."""

    fact: str  # which one, in the office's words
    why: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Everything counted from the facts."""

    entries: tuple[ScoreEntry, ...]
    totals: dict[str, Decimal]
    duties: tuple[DutyLine, ...]
    ranks: tuple[RankLine, ...]
    fees: tuple[FeeLine, ...]
    unresolved: tuple[Unresolved, ...]
    marks: tuple[MarkLine, ...] = ()
