"""A manuscript uses the office's own terms: none that terms.csv calls wrong or unwanted.

Rule: what the office keeps in terms.csv; it has no clause in the plans.
How it is mended: the unit, or the office when it edits, writes the right form; a remark only.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import ahocorasick

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.settings.values import Usage
from pipeline.validate.ask import has_manuscript
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"most": Term.COUNT}
CASES: Cases = {"wrong": ("wrong", "right", "count"), "unwanted": ("wrong", "count")}
asked = has_manuscript


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem for each wrong term, the most frequent first."""
    counts: dict[Usage, int] = {}
    for part in incoming.manuscripts:
        text = part.document.text if part.document is not None else ""
        for usage in _found(text, desk.usages):
            counts[usage] = counts.get(usage, 0) + 1
    often = sorted(counts, key=lambda usage: -counts[usage])
    for usage in often[: int(desk.number("most"))]:
        facts = {"wrong": usage.wrong, "right": usage.right, "count": str(counts[usage])}
        yield Problem(case="wrong" if usage.right else "unwanted", where="manuscript", facts=facts)


def _found(text: str, usages: tuple[Usage, ...]) -> Iterable[Usage]:
    """Every place where a wrong term stands by itself, not as a part of a right one."""
    if not usages:
        return ()
    matcher = _matcher(usages)
    places = [(end - len(word) + 1, end, usage) for end, (word, usage) in matcher.iter(_plain(text))]
    right = [(start, end) for start, end, usage in places if usage is None]
    return [
        usage
        for start, end, usage in places
        if usage is not None and not any(first <= start and end <= last for first, last in right)
    ]


def _plain(text: str) -> str:
    """The text without full-width letters, and without the blanks that may part a term within its paragraph."""
    return "\n".join("".join(line.split()) for line in unicodedata.normalize("NFKC", text).splitlines())


@lru_cache(maxsize=8)
def _matcher(usages: tuple[Usage, ...]) -> ahocorasick.Automaton:
    """Finds all terms in one pass; a right form that holds a wrong one is found as well, as nothing."""
    matcher = ahocorasick.Automaton()
    for usage in usages:
        if _plain(usage.right):
            matcher.add_word(_plain(usage.right), (_plain(usage.right), None))
    for usage in usages:
        matcher.add_word(_plain(usage.wrong), (_plain(usage.wrong), usage))
    matcher.make_automaton()
    return matcher
