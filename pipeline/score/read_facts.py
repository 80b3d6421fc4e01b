"""A facts file (YAML or JSON, design.md §5) → Facts, strictly: every mistake with line and remedy, all at once."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pipeline.domain.facts import Activity, Adoption, Answered, Call, Facts, Instruction, Reads, SubmissionFact
from pipeline.score.complaints import Notes
from pipeline.score.numbers import is_exact
from pipeline.settings.errors import Place
from pipeline.settings.files import read_text
from pipeline.settings.tomlfile import Table
from pipeline.settings.yamlfile import parse_yaml

T = TypeVar("T")
_MOST = 10**15


def read_facts(path: Path) -> Facts:
    """The facts in a file.

    Raises:
        ConfigErrors: with every mistake found.
    """
    notes = Notes()
    text = read_text(path, notes)
    table = None if text is None else _table(text, path, notes)
    facts = Facts() if table is None else _facts(table)
    notes.raise_if_any()
    return facts


def parse_facts(text: str, path: Path = Path("facts.yaml")) -> Facts:
    """As `read_facts`, for a text already read; `path` is the name that mistakes are told under."""
    notes = Notes()
    table = _table(text, path, notes)
    facts = Facts() if table is None else _facts(table)
    notes.raise_if_any()
    return facts


def _table(text: str, path: Path, notes: Notes) -> Table | None:
    """JSON by its ending or by its brace; everything else is YAML."""
    if path.suffix.lower() != ".json" and not text.lstrip().startswith("{"):
        return parse_yaml(text, path, notes)
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                twice.append(key)
            found.setdefault(key, value)
        return found

    try:
        data = json.loads(text, parse_float=Decimal, object_pairs_hook=once)
    except (json.JSONDecodeError, RecursionError) as failure:
        if path.suffix.lower() != ".json":
            return parse_yaml(text, path, notes)
        notes.add(Place(path, getattr(failure, "lineno", 1)), "json_syntax", detail=_detail(text, failure))
        return None
    for key in twice:
        notes.add(Place(path), "yaml_twice", key=key, line=1)
    if not isinstance(data, dict):
        notes.add(Place(path), "yaml_table")
        return None
    return Table(data=data, file=path, complaints=notes)


def _detail(text: str, failure: Exception) -> str:
    lines, number = text.splitlines(), getattr(failure, "lineno", 1)
    return lines[number - 1].strip()[:60] if number <= len(lines) else ""


def _facts(table: Table) -> Facts:
    found = Facts(
        submissions=_several(table, "submissions", _submission),
        adoptions=_several(table, "adoptions", _adoption),
        reads=_several(table, "reads", _reads),
        instructions=_several(table, "instructions", _instruction),
        activities=_several(table, "activities", _activity),
        calls=_several(table, "calls", _call),
        parameters=_parameters(table),
    )
    table.finish()
    for key, several in (
        ("submissions", found.submissions), ("activities", found.activities), ("calls", found.calls)
    ):  # fmt: skip
        _once(table, key, [fact.id for fact in several])
    return found


def _once(table: Table, key: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            place = Table(
                data={}, file=table.file, complaints=table.complaints, lines=table.lines, path=(key, index)
            ).place("id")
            table.complaints.add(place, "facts_twice", id=name)
        seen.add(name)


def _several(table: Table, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
    if table.data.get(key) is None:  # left out, or written and left empty
        table.asked.add(key)
        return ()
    found = []
    for row in table.tables(key):
        found.append(read(row))
        row.finish()
    return tuple(found)


def _text(table: Table, key: str, default: str | None = None) -> str:
    """A text; a number is taken for its figures, null for nothing written."""
    table.asked.add(key)
    value = table.data.get(key)
    if isinstance(value, str) or (is_exact(value) and value is not None):
        if str(value).strip():
            return str(value).strip()
        value = None
    if isinstance(value, date):
        return value.isoformat()
    if value is not None:
        table.complain(key, "facts_text")
    elif default is None:
        code = "empty" if key in table.data else "key_missing"
        table.complain(key, code)
    return default or ""


def _maybe(table: Table, key: str) -> str | None:
    return _text(table, key, "") or None


def _texts(table: Table, key: str, *, required: bool = False) -> tuple[str, ...]:
    table.asked.add(key)
    value = table.data.get(key)
    items = value if isinstance(value, list) else [] if value is None else [value]
    if required and not items:
        table.complain(key, "empty" if key in table.data else "key_missing")
    if not all(isinstance(v, str) or is_exact(v) for v in items):
        table.complain(key, "facts_text")
    return tuple(str(v).strip() for v in items if str(v).strip())


def _whole(table: Table, key: str, default: int | None = None) -> int:
    if table.data.get(key) is None and default is not None:
        table.asked.add(key)
        return default
    return table.integer(key, low=-_MOST, high=_MOST)


def _tags(table: Table) -> dict[str, str]:
    if table.data.get("tags") is None:
        table.asked.add("tags")
        return {}
    inner = table.table("tags")
    return {key: _text(inner, key, "") for key in inner.data}


def _submission(row: Table) -> SubmissionFact:
    chars = _whole(row, "chars", -1)
    if row.data.get("chars") is not None and chars < 0:
        row.complain("chars", "range", value=chars, low="0", high=str(_MOST))
    return SubmissionFact(
        id=_text(row, "id"),
        unit=_text(row, "unit"),
        date=row.day("date"),
        title=_text(row, "title", ""),
        kind=_maybe(row, "kind"),
        summary=row.flag("summary", default=False) if row.data.get("summary") is not None else _left(row, "summary"),
        chars=chars if chars >= 0 else None,
        authors=_texts(row, "authors"),
        content=_maybe(row, "content"),
        tags=_tags(row),
    )


def _left(row: Table, key: str) -> bool:
    row.asked.add(key)
    return False


def _adoption(row: Table) -> Adoption:
    return Adoption(
        submission=_text(row, "submission"),
        outlet=_text(row, "outlet"),
        date=row.day("date"),
        mode=_maybe(row, "mode"),
        url=_maybe(row, "url"),
        position=_maybe(row, "position"),
        content=_maybe(row, "content"),
        tags=_tags(row),
    )


def _reads(row: Table) -> Reads:
    return Reads(
        submission=_text(row, "submission"),
        outlet=_text(row, "outlet"),
        count=_whole(row, "count"),
        days=_whole(row, "days"),
    )


def _instruction(row: Table) -> Instruction:
    return Instruction(
        submission=_text(row, "submission"), by=_text(row, "by"), rank=_text(row, "rank"), date=row.day("date")
    )


def _activity(row: Table) -> Activity:
    return Activity(
        id=_text(row, "id"), host=_text(row, "host"), units=_texts(row, "units", required=True), date=row.day("date")
    )


def _call(row: Table) -> Call:
    return Call(
        id=_text(row, "id"),
        kind=_text(row, "kind"),
        units=_texts(row, "units", required=True),
        issued=row.day("issued"),
        quantity=_whole(row, "quantity", 1),
        answered=_several(row, "answered", _answered),
    )


def _answered(row: Table) -> Answered:
    return Answered(unit=_text(row, "unit"), date=row.day("date"), pieces=_whole(row, "pieces", 1))


def _parameters(table: Table) -> dict[str, Decimal | str]:
    if table.data.get("parameters") is None:
        table.asked.add("parameters")
        return {}
    inner = table.table("parameters")
    return {key: Decimal(str(value)) if is_exact(value) else _text(inner, key) for key, value in inner.data.items()}
