"""The ways of measuring: one file each, its name = its word in rulebook.yaml."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from pipeline.score.measures.nothing import Nothing
from pipeline.score.measures.worth import Measure
from pipeline.settings.tomlfile import Table

_Reader = Callable[[Table], Measure]


@cache
def names() -> tuple[str, ...]:
    """Every way of measuring, in the order of the alphabet."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if m.name != "worth"))


def read_measure(table: Table, key: str = "measure") -> Measure:
    """The one measure under a key; none, several or an unknown one is a mistake."""
    inner = table.table(key)
    words = [w for w in inner.data if w in names()]
    for word in inner.data:
        if word not in words:
            inner.complain(word, "measure_unknown", word=word, known="、".join(names()))
            inner.asked.add(word)
    if len(words) != 1:
        if key in table.data and not (set(inner.data) - set(words)):
            table.complain(key, "measure_one", known="、".join(names()))
        return Nothing("")
    return cast(_Reader, import_module(f"{__name__}.{words[0]}").read)(inner)
