"""The cells of a facts file, and the file itself as a table: YAML or JSON."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.score.complaints import Notes
from pipeline.score.numbers import is_exact
from pipeline.settings.errors import Place
from pipeline.settings.tomlfile import Table
from pipeline.settings.yamlfile import parse_yaml

MOST = 10**15


def fact_table(text: str, path: Path, notes: Notes) -> Table | None:
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


def text_of(table: Table, key: str, default: str | None = None) -> str:
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


def maybe_text(table: Table, key: str) -> str | None:
    """A text, or None when nothing is written."""
    return text_of(table, key, "") or None


def texts_of(table: Table, key: str, *, required: bool = False) -> tuple[str, ...]:
    """A list of texts; one alone may stand without brackets."""
    table.asked.add(key)
    value = table.data.get(key)
    items = value if isinstance(value, list) else [] if value is None else [value]
    if required and not items:
        table.complain(key, "empty" if key in table.data else "key_missing")
    if not all(isinstance(v, str) or is_exact(v) for v in items):
        table.complain(key, "facts_text")
    return tuple(str(v).strip() for v in items if str(v).strip())


def whole(table: Table, key: str, default: int | None = None) -> int:
    """A whole number; a negative one is read, and told later as a fact that cannot be."""
    if table.data.get(key) is None and default is not None:
        table.asked.add(key)
        return default
    value = table.data.get(key)
    if is_exact(value) and abs(Decimal(str(value))) > MOST:
        table.asked.add(key)
        table.complain(key, "range", value=value, low=str(-MOST), high=str(MOST))
        return 0
    return table.integer(key, low=-MOST, high=MOST)


def tags_of(table: Table) -> dict[str, str]:
    """What `tags` says, as texts."""
    if table.data.get("tags") is None:
        table.asked.add("tags")
        return {}
    inner = table.table("tags")
    return {key: text_of(inner, key, "") for key in inner.data}


def flag_of(row: Table, key: str) -> bool:
    """A switch; nothing written is no."""
    if row.data.get(key) is None:
        row.asked.add(key)
        return False
    return row.flag(key)
