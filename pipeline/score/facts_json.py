"""A fact to and from a JSON object, exactly: the store keeps facts so (keys as in design.md §5)."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from pipeline.domain.facts import Activity, Adoption, Answered, Call, Instruction, Reads, SubmissionFact

Fact = Adoption | Reads | Instruction | Activity | Call | SubmissionFact

CLASSES: dict[str, type[Fact]] = {
    "adoption": Adoption,
    "reads": Reads,
    "instruction": Instruction,
    "activity": Activity,
    "call": Call,
    "submission": SubmissionFact,
}
T = TypeVar("T", bound=Fact | Answered)
_KINDS: dict[type[Fact], str] = {made: kind for kind, made in CLASSES.items()}


class FactJsonError(ValueError):
    """What was read is no fact of this kind."""


def kind_of(fact: Fact) -> str:
    """The word a fact is stored under: adoption, reads, instruction, activity, call, submission."""
    return _KINDS[type(fact)]


def fact_to_json(fact: Fact) -> dict[str, Any]:
    """Texts, whole numbers, switches, lists and tables only; days as 2022-05-03; what is at its default is left out."""
    return _told(fact)


def fact_from_json(kind: str, data: Mapping[str, Any]) -> Fact:
    """The fact that `fact_to_json` wrote.

    Raises:
        FactJsonError: no such kind, a key missing or unknown, or a value of another type: nothing is guessed.
    """
    if kind not in CLASSES:
        raise FactJsonError(f"no kind of fact is called {kind!r}")
    return _made(CLASSES[kind], data)


def _told(record: Fact | Answered) -> dict[str, Any]:
    told = {}
    for name, default in _DEFAULTS[type(record)]:
        value = getattr(record, name)
        if value != default:
            told[name] = _plain(value)
    return told


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_told(v) if isinstance(v, Answered) else v for v in value]
    return dict(value) if isinstance(value, dict) else value


def _made(made: type[T], data: Mapping[str, Any]) -> T:
    plan = _PLANS[made]
    if not data.keys() <= plan.keys():
        raise FactJsonError(f"{made.__name__} knows nothing of {sorted(data.keys() - plan.keys())}")
    try:
        given: dict[str, Any] = {name: plan[name](value) for name, value in data.items()}
        return made(**given)
    except TypeError as failure:
        raise FactJsonError(f"{made.__name__} lacks a key: {failure}") from failure


def _is(value: Any, sort: type, word: str) -> Any:
    if type(value) is not sort:
        raise FactJsonError(f"{value!r} is no {word}")
    return value


def _text(value: Any) -> str:
    return value if type(value) is str else str(_is(value, str, "text"))


def _maybe_text(value: Any) -> str | None:
    return None if value is None else _text(value)


def _whole(value: Any) -> int:
    return int(_is(value, int, "whole number"))


def _maybe_whole(value: Any) -> int | None:
    return None if value is None else _whole(value)


def _switch(value: Any) -> bool:
    return bool(_is(value, bool, "switch"))


def _day(value: Any) -> date:
    return _day_of(_text(value))


@lru_cache(maxsize=4096)
def _day_of(value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError as failure:
        raise FactJsonError(f"{value!r} is no day") from failure
    if day.isoformat() != value:
        raise FactJsonError(f"{value!r} is not written as 2022-05-03")
    return day


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(item) for item in _is(value, list, "list"))


def _answers(value: Any) -> tuple[Answered, ...]:
    return tuple(_made(Answered, _is(item, dict, "table")) for item in _is(value, list, "list"))


def _tags(value: Any) -> dict[str, str]:
    return {_text(key): _text(item) for key, item in _is(value, dict, "table").items()}


_READERS: dict[object, Callable[[Any], object]] = {
    str: _text,
    str | None: _maybe_text,
    int: _whole,
    int | None: _maybe_whole,
    bool: _switch,
    date: _day,
    tuple[str, ...]: _texts,
    tuple[Answered, ...]: _answers,
    dict[str, str]: _tags,
}


def _default(item: Field[Any]) -> object:
    return item.default if item.default_factory is MISSING else item.default_factory()


_RECORDS = (*CLASSES.values(), Answered)
_PLANS: dict[type, dict[str, Callable[[Any], object]]] = {
    made: {item.name: _READERS[item.type] for item in fields(made)} for made in _RECORDS
}
_DEFAULTS: dict[type, list[tuple[str, object]]] = {
    made: [(item.name, _default(item)) for item in fields(made)] for made in _RECORDS
}
