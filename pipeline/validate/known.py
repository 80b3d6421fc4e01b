"""The checks there are: one file each in `checks/`, found by name."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.settings.values import CheckTable
from pipeline.validate import checks
from pipeline.validate.desk import Desk
from pipeline.validate.messages import MESSAGES

Check = Callable[[Incoming, Desk], Iterator[Problem]]
Terms = dict[str, type]


@cache
def names() -> tuple[str, ...]:
    """The names of all checks, in the order of the alphabet."""
    return tuple(sorted(module.name for module in iter_modules(checks.__path__)))


@cache
def check_of(name: str) -> Check:
    """The check of that name.

    Raises:
        ModuleNotFoundError: there is none; `faults` tells so before any letter is read.
    """
    return cast(Check, import_module(f"{checks.__name__}.{name}").check)


def is_asked(name: str, incoming: Incoming) -> bool:
    """Whether the letter has what the check is about: without a manuscript, nothing is said of its length."""
    asked = cast(Callable[[Incoming], bool] | None, getattr(import_module(f"{checks.__name__}.{name}"), "asked", None))
    return asked is None or asked(incoming)


@cache
def terms_of(name: str) -> Terms:
    """The terms a check needs from its table in checks.toml, and what kind of value each is."""
    return cast(Terms, getattr(import_module(f"{checks.__name__}.{name}"), "TERMS", {}))


@cache
def cases_of(name: str) -> tuple[str, ...]:
    """The cases of wording a check may ask for in findings.toml."""
    return cast(tuple[str, ...], getattr(import_module(f"{checks.__name__}.{name}"), "CASES", ("default",)))


def faults(table: CheckTable) -> tuple[str, ...]:
    """What is wrong in a bureau's checks.toml and findings.toml, a sentence each; empty when all is well."""
    found = []
    for row in table.rows:
        if row.name not in names():
            found.append(MESSAGES["unknown"].format(name=row.name))
            continue
        for term, kind in terms_of(row.name).items():
            if not _fits(row.terms.get(term), kind):
                found.append(MESSAGES["term"].format(name=row.name, term=term))
        wording = table.wordings.get(row.name)
        cases = wording.cases if wording is not None else {}
        found += [MESSAGES["case"].format(name=row.name, case=c) for c in cases_of(row.name) if c not in cases]
    return tuple(found)


def _fits(value: object, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind)
