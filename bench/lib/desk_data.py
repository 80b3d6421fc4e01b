"""A house with years of pieces: two that really came by mail, their rows laid again under other numbers."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from acts.office import TurnableClock, form, mail, manuscript, photo

from pipeline.domain.imported import ImportKind
from pipeline.ingest.readers import Readers
from pipeline.settings import Settings
from pipeline.settings.values import Limits
from pipeline.steps.counting.count import count_if_changed
from pipeline.steps.counting.imports import ImportOrder, import_facts
from pipeline.steps.files import LetterFile
from pipeline.steps.house import House, open_house
from pipeline.steps.import_letters import import_letters
from pipeline.store import search_index

BUREAU = "yuhua"
SETTLED, WAITING = "YH-2020-00001", "YH-2020-00002"
_STEP = 10_000  # ids of a copy lie so far behind those of the copy before
_TABLES = ("letters", "pieces", "parts", "findings", "events", "outbox", "facts", "entries")
_LINKS = {"id", "letter_id", "piece_id", "reverses"}
_ONE_OF = {  # what must differ from copy to copy, in SQL
    ("letters", "sha256"): "printf('%064x', :copy * 10 + \"id\")",
    ("letters", "message_id"): '"message_id" || :copy',
    ("outbox", "occasion"): "\"occasion\" || ' ' || :copy",
    ("outbox", "message_id"): '"message_id" || :copy',
    ("facts", "key"): "\"key\" || ' ' || :copy",
    ("pieces", "number"): ":number",
    ("pieces", "title"): ":title",
    ("facts", "subject"): ":number",
    ("facts", "fact"): "json_set(fact, '$.submission', :number, '$.date', :day)",
    ("facts", "day"): ":day",
    ("entries", "subject"): ":number",
    ("entries", "day"): ":day",
    ("entries", "booked"): "substr(:day, 1, 7)",
} | {(table, "unit"): ":unit" for table in ("letters", "pieces", "entries")}
_MOMENTS = {
    ("letters", "arrived_at"), ("pieces", "arrived_at"), ("pieces", "updated_at"), ("pieces", "accepted_at"),
}  # fmt: skip
_OWN = {  # which rows are a piece's, in SQL
    "letters": "piece_id = :piece",
    "pieces": "id = :piece",
    "facts": "subject = (SELECT number FROM pieces WHERE id = :piece)",
    "entries": "subject = (SELECT number FROM pieces WHERE id = :piece)",
} | dict.fromkeys(("parts", "findings", "events", "outbox"), "piece_id = :piece")
_FIRST, _SPAN = date(2020, 5, 8), 200  # days over which the copies came in
_ACTS = (
    "走访慰问",
    "普法宣传",
    "双拥共建",
    "就业帮扶",
    "英烈祭扫",
    "志愿服务",
    "理论学习",
    "安全检查",
    "创业培训",
    "立功喜报",
)
_PEOPLE = ("老兵", "军属", "退役士兵", "烈属", "志愿者", "党员", "青年", "现役官兵")


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much there is."""

    pieces: int
    waiting: int


def filled_house(settings: Settings, data: Path, size: Size) -> House:
    """A house with so many settled pieces, each adopted once, and so many that wait.

    Args:
        settings: the acceptance config's.
        data: an empty folder.
        size: how much.
    """
    clock = TurnableClock()
    house = open_house(settings, data, url=f"sqlite:///{data / 'baosong.db'}", clock=clock)
    raws = [
        mail("2020年度+左家塘+走访慰问", [manuscript(), form(), photo()]),
        mail(
            "2020年度+左家塘+双拥共建",
            [manuscript("左家塘街道双拥共建座谈"), form("左家塘街道双拥共建座谈", sensitive=True), photo(2)],
            body="工作秘密，请核对。",
        ),
    ]
    with Readers(Limits(), 1) as readers:
        files = [LetterFile(name=str(number), raw=raw) for number, raw in enumerate(raws)]
        import_letters(house, BUREAU, files, readers, receipts=True)
    clock.forward(days=1)
    _adopt(house, data / "adopted.csv")
    _copy(data / "baosong.db", size, [unit.id for unit in settings.bureaus[BUREAU].bureau.roster.units])
    with house.database.writing() as session:
        search_index.fill(session.connection())
    clock.forward(days=_SPAN)
    return house


def _adopt(house: House, file: Path) -> None:
    """The settled piece was used, and has its points."""
    file.write_text(f"编号,媒体,刊发日期\n{SETTLED},市局官网,2020-05-07\n", encoding="utf-8")
    done = import_facts(
        house, ImportOrder(bureau=BUREAU, kind=ImportKind.ADOPTIONS, file=file, by="李主任", apply=True)
    )
    if done.lines[0].outcome != "taken":
        raise SystemExit(f"the adoption was not taken: {done.lines[0].why}")
    count_if_changed(house, BUREAU)


def _copy(database: Path, size: Size, units: Sequence[str]) -> None:
    """Lay the rows of the two pieces again and again."""
    base = sqlite3.connect(database)
    base.execute("PRAGMA foreign_keys = OFF")
    base.execute("PRAGMA synchronous = OFF")
    ids = dict(base.execute("SELECT number, id FROM pieces"))
    for table in _TABLES:
        _copies(base, table, ids[SETTLED], range(size.pieces), units)
        _copies(base, table, ids[WAITING], range(size.pieces, size.pieces + size.waiting), units)
    base.commit()
    base.close()


def _copies(base: sqlite3.Connection, table: str, piece: int, copies: range, units: Sequence[str]) -> None:
    """The rows of one table that belong to the piece, once for each copy."""
    columns = [name for _, name, *_ in base.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(_value(table, name) for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    base.executemany(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {_OWN[table]} AND id < {_STEP}",
        (_told(n, piece, units) for n in copies),
    )


def _told(copy: int, piece: int, units: Sequence[str]) -> dict[str, object]:
    """What is a copy's own."""
    return {
        "copy": copy + 1,
        "piece": piece,
        "number": number_of(copy),
        "title": title_of(copy),
        "unit": units[copy % len(units)],
        "day": (_FIRST + timedelta(days=copy % _SPAN)).isoformat(),
    }


def _value(table: str, column: str) -> str:
    if column in _LINKS:
        return f'"{column}" + :copy * {_STEP}'
    if (table, column) in _MOMENTS:
        return f':day || substr("{column}", 11)'
    return _ONE_OF.get((table, column), f'"{column}"')


def number_of(copy: int) -> str:
    """The number of a copy."""
    return f"YH-2020-{copy + 11:06}"


def title_of(copy: int) -> str:
    """A title like others and yet its own."""
    act, people = _ACTS[copy % len(_ACTS)], _PEOPLE[copy // len(_ACTS) % len(_PEOPLE)]
    return f"左家塘街道{act}{people}第{copy}次"
