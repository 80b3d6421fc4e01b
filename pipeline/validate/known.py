"""The checks there are: one file each in `checks/`, found by name."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.domain.words import Follows
from pipeline.validate import checks
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Terms

Check = Callable[[Incoming, Desk], Iterator[Problem]]


@cache
def names() -> tuple[str, ...]:
    """The names of all checks, in the order of the alphabet."""
    return tuple(sorted(module.name for module in iter_modules(checks.__path__)))


@cache
def check_of(name: str) -> Check:
    """The check of that name.

    Raises:
        ModuleNotFoundError: there is none; `settings.load` tells so before any letter is read.
    """
    return cast(Check, import_module(f"{checks.__name__}.{name}").check)


def is_asked(name: str, incoming: Incoming) -> bool:
    """Whether the letter has what the check is about: without a manuscript, nothing is said of its length."""
    asked = _question_of(name)
    return asked is None or asked(incoming)


@cache
def _question_of(name: str) -> Callable[[Incoming], bool] | None:
    return cast(Callable[[Incoming], bool] | None, _declared(name, "asked", None))


@cache
def terms_of(name: str) -> Terms:
    """The terms a check needs from its table in checks.toml, and what each must be."""
    return cast(Terms, _declared(name, "TERMS", {}))


@cache
def ordered_terms(name: str) -> tuple[tuple[str, str], ...]:
    """The pairs of a check's terms of which the first must not be greater than the second."""
    return cast(tuple[tuple[str, str], ...], _declared(name, "ORDERED", ()))


@cache
def cases_of(name: str) -> Cases:
    """The cases of wording a check may ask for in findings.toml, and the facts each may name."""
    return cast(Cases, _declared(name, "CASES", {"default": ()}))


@cache
def must_follow(name: str) -> Follows | None:
    """What follows from a check that no bureau may switch off or weaken; None for one that is the bureau's own."""
    return cast(Follows | None, _declared(name, "MUST", None))


@cache
def gives_way(name: str) -> bool:
    """Whether a check is silent about a part that another check already tells its sender to mend."""
    return bool(_declared(name, "GIVES_WAY", False))


def _declared(name: str, attribute: str, default: object) -> object:
    return getattr(import_module(f"{checks.__name__}.{name}"), attribute, default)
