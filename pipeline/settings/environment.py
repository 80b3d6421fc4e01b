"""Hosts and ports filled from the environment: "${NAME}" or "${NAME:-default}", the whole value only."""

import os
import re

from pipeline.settings.tomlfile import Table

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")


def open_text(table: Table, key: str) -> str:
    """A text that may be an environment variable; an empty variable counts as not set (as in a shell's `:-`)."""
    raw = table.data.get(key)
    if not (isinstance(raw, str) and "${" in raw):
        return table.text(key)
    table.asked.add(key)
    return _filled(table, key, raw) or ""


def open_integer(table: Table, key: str, *, low: int, high: int) -> int:
    """A whole number that may be an environment variable."""
    raw = table.data.get(key)
    if not (isinstance(raw, str) and "${" in raw):
        return table.integer(key, low=low, high=high)
    table.asked.add(key)
    filled = _filled(table, key, raw)
    if filled is None:
        return low
    if not filled.isascii() or not filled.isdigit():
        table.complain(key, "type", wanted=f"整数（来自 {raw}）", found=f"“{filled}”")
        return low
    number = int(filled)
    if not low <= number <= high:
        table.complain(key, "range", value=filled, low=low, high=high)
    return number


def _filled(table: Table, key: str, raw: str) -> str | None:
    found = _VARIABLE.fullmatch(raw.strip())
    if found is None:
        table.complain(key, "env_form", value=raw)
        return None
    name, default = found.groups()
    value = os.environ.get(name, "").strip() or default
    if value is None:
        table.complain(key, "env_unset", name=name)
    return value
