"""Numbers of a plan: written out, or left open as a parameter that must be given."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from pipeline.score.words import say
from pipeline.settings.tomlfile import Table

Parameters = Mapping[str, Decimal | str]
CENT = Decimal("0.01")
ZERO = Decimal(0)


class NotSettledError(Exception):
    """A fact cannot be counted until a person says something: `why`, and what could be meant."""

    def __init__(self, why: str, candidates: tuple[str, ...] = ()) -> None:
        self.why = why
        self.candidates = candidates
        super().__init__(why)


@dataclass(frozen=True, kw_only=True)
class Number:
    """A decimal, or the name of a parameter."""

    value: Decimal = ZERO
    parameter: str | None = None

    def amount(self, given: Parameters) -> Decimal:
        """The number itself.

        Raises:
            NotSettledError: the parameter was not given, or is no number.
        """
        if self.parameter is None:
            return self.value
        told = given.get(self.parameter)
        try:
            return Decimal(told) if told is not None else _missing(self.parameter)
        except InvalidOperation:
            raise NotSettledError(say("parameter_bad", name=self.parameter, value=told)) from None


def _missing(name: str) -> Decimal:
    raise NotSettledError(say("parameter_missing", name=name))


def is_exact(value: object) -> bool:
    """A whole or decimal number; true and false are none."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _fits(value: object) -> bool:
    return is_exact(value) or (
        isinstance(value, dict) and set(value) == {"parameter"} and isinstance(value["parameter"], str)
    )


def read_number(table: Table, key: str, default: str | None = None) -> Number:
    """A number or `{parameter: name}` under a key."""
    found = as_number(table.take(key, "数，或 {parameter: 参数名}", _fits, optional=default is not None))
    return found or Number(value=Decimal(default or 0))


def read_exact(table: Table, key: str, default: str | None = None) -> Decimal:
    """A number written out under a key: a bound cannot be left open."""
    found = table.take(key, "数", is_exact, optional=default is not None)
    return Decimal(str(found)) if is_exact(found) else Decimal(default or 0)


def as_number(value: object) -> Number | None:
    """A raw value as a number; None when it is none."""
    if isinstance(value, dict):
        return Number(parameter=str(value["parameter"])) if _fits(value) else None
    return Number(value=Decimal(str(value))) if is_exact(value) else None


def half_up(value: Decimal) -> Decimal:
    """Rounded half up to 0.01 (rules.md Counting)."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


@lru_cache(maxsize=8192)
def plain(value: Decimal) -> str:
    """A decimal as people write it: 15, 0.5, 16.67."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"", "-0"} else text
