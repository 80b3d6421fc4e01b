"""What kind of value a TOML or YAML value is."""

from datetime import date
from decimal import Decimal
from math import isfinite

_NAMES = (
    (bool, "true/false"),
    (str, "文字"),
    (int, "整数"),
    (float, "小数"),
    (Decimal, "小数"),
    (list, "列表"),
    (dict, "表"),
    (date, "日期"),
    (type(None), "空白"),
)


def describe(value: object) -> str:
    """The kind in the office's words."""
    return next((name for kind, name in _NAMES if isinstance(value, kind)), "别的内容")


def is_integer(value: object) -> bool:
    """A whole number; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: object) -> bool:
    """A finite number; true and false are none."""
    return is_integer(value) or (isinstance(value, float | Decimal) and isfinite(value))


def are_texts(value: object) -> bool:
    """A list of texts."""
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def are_tables(value: object) -> bool:
    """A list of tables."""
    return isinstance(value, list) and all(isinstance(v, dict) for v in value)
