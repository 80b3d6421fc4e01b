"""Take words out of rows that are otherwise only ever added to: a sealed letter's words must stand nowhere (S6)."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, inspect, text
from sqlmodel import Session, SQLModel, and_, col, or_, select, update

from pipeline.store.tables import AuditRow, ClosingRow, CountRow, DecisionRow, EventRow, LetterRow

_ADDED_ONLY = ("events", "decisions", "audit")
_KEPT = frozenset({"bureau", "unit", "by", "decided_by", "login", "name", "what", "verb", "period", "about"})


@dataclass(frozen=True, kw_only=True)
class Words:
    """What must not stand anywhere; none is empty."""

    own: frozenset[str]  # subject, title, keyword, names of files: in what is noted about the letter itself
    titles: frozenset[str]  # those among them that mean this letter wherever they stand


def redact(session: Session, letter: LetterRow, names: Collection[str], words: Words) -> int:
    """Blank what holds one of the words, in everything noted about a letter and its piece; how many rows changed.

    Which thing happened, when and by whom stays; what was said with such a word goes. Reports of closed months keep
    all but the title itself.

    Args:
        session: of the transaction in which the letter is sealed.
        letter: the letter.
        names: what people call the letter and its piece: L17, a number.
        words: what must go.
    """
    if not words.own:
        return 0
    changed = 0
    with lifted(session):
        for table, where in _about(letter, names):
            for row in session.exec(select(table).where(where)):
                changed += _redacted(session, row, words.own)
        for other in (AuditRow, ClosingRow, CountRow) if words.titles else ():
            for row in session.exec(select(other).where(col(other.bureau) == letter.bureau)):
                changed += _redacted(session, row, words.titles, whole=other is not ClosingRow)
    return changed


def _about(letter: LetterRow, names: Collection[str]) -> Iterator[tuple[type[SQLModel], ColumnElement[bool]]]:
    for table in (EventRow, DecisionRow):
        mine = col(table.letter_id) == letter.id
        yield table, or_(mine, col(table.piece_id) == letter.piece_id) if letter.piece_id else mine
    yield AuditRow, and_(col(AuditRow.bureau) == letter.bureau, col(AuditRow.about).in_(list(names)))


def _redacted(session: Session, row: SQLModel, words: Collection[str], *, whole: bool = True) -> int:
    keys = inspect(row).mapper.primary_key
    values = {name: value for name, value in row.model_dump().items() if name not in _KEPT}
    now = {name: without(value, words, whole=whole) for name, value in values.items()}
    changed = {name: value for name, value in now.items() if value != values[name]}
    if changed:
        here = [key == getattr(row, key.name) for key in keys]
        change = update(type(row)).where(*here).values(changed)
        session.exec(change.execution_options(synchronize_session=False))
        session.expire(row)
    return bool(changed)


def without(value: Any, words: Collection[str], *, whole: bool = True) -> Any:
    """A value of JSON without the words.

    Args:
        value: texts, lists, dicts and whatever else JSON has.
        words: what must not stand in it.
        whole: a text with such a word is blanked, and left out of a dict; else the word alone is taken out of it.
    """
    if isinstance(value, dict):
        kept = {name: without(one, words, whole=whole) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one or not value[name]}
    if isinstance(value, list):
        return [without(one, words, whole=whole) for one in value]
    if not isinstance(value, str) or not any(word in value for word in words):
        return value
    if whole:
        return ""
    for word in sorted(words, key=len, reverse=True):
        value = value.replace(word, "")
    return value


@contextmanager
def lifted(session: Session) -> Iterator[None]:
    """Within, rows may be changed that may not otherwise; the transaction that ends without it takes all back."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        for table in _ADDED_ONLY:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield
        for table in _ADDED_ONLY:
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
        return
    known = connection.execute(
        text("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    ).all()
    mine = [(name, sql) for name, sql, table in known if table in _ADDED_ONLY]
    for name, _sql in mine:
        connection.execute(text(f'DROP TRIGGER "{name}"'))
    yield
    for _name, sql in mine:
        connection.exec_driver_sql(sql)
