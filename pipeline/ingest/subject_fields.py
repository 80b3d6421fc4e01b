"""A subject line cut into fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.ingest.subject_words import BLANK_OR_BRACKET, SEPARATORS

_STRONG = frozenset(SEPARATORS + ".:")
_EDGES = "".join(_STRONG - set("!?。#.~")) + " "
_SOFT = frozenset(BLANK_OR_BRACKET)
_RUN = re.compile(rf"(?:[{re.escape(BLANK_OR_BRACKET + SEPARATORS)}]|(?<![0-9])[.:]|[.:](?![0-9]))+")
_OPENING, _CLOSING = "([{【〔〖「『《〈“‘", ")]}】〕〗」』》〉”’"
_PAIRS = dict(zip(_CLOSING, _OPENING, strict=True))


@dataclass(frozen=True, kw_only=True)
class Field:
    """A piece of a subject between separators."""

    start: int
    end: int
    before: str  # the separator in front: "+" wins in a mixed run, " " for blanks and brackets, "" at the start
    key: str  # the field without blanks and brackets, in small letters
    at: tuple[int, ...]  # where each character of the key stands in the line


def split(line: str, start: int, soft: bool) -> tuple[Field, ...]:
    """Cut a line into fields.

    Args:
        line: the normalised line.
        start: where to begin.
        soft: whether blanks and brackets part fields as well.
    """
    return tuple(_fields(line, start, soft))


def tidy(line: str) -> str:
    """A keyword without separators and lone brackets at its ends; "" when there is nothing else."""
    text = line.lstrip(_CLOSING).rstrip(_OPENING).strip(_EDGES)
    while text:
        trimmed = _unwrapped(text).lstrip(_CLOSING).rstrip(_OPENING).strip(_EDGES)
        if trimmed == text:
            break
        text = trimmed
    return text if any(c.isalnum() for c in text) else ""


def squeezed(text: str) -> str:
    """A text without blanks and brackets, in small letters: how names are compared."""
    return "".join(_small(c) for c in text if c not in _SOFT)


def _fields(line: str, start: int, soft: bool) -> Iterator[Field]:
    begun, before = start, ""
    for run in _RUN.finditer(line, start):
        strong = [c for c in run.group() if c in _STRONG]
        if not strong and not soft:
            continue
        yield from _field(line, begun, run.start(), before)
        begun = run.end()
        before = "+" if "+" in strong else next(iter(strong), " ")
    yield from _field(line, begun, len(line), before)


def _field(line: str, start: int, end: int, before: str) -> Iterator[Field]:
    at = tuple(i for i in range(start, end) if line[i] not in _SOFT)
    if at:
        yield Field(start=start, end=end, before=before, key="".join(_small(line[i]) for i in at), at=at)


def _small(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


def _unwrapped(text: str) -> str:
    """Drop a bracket at either end that has no partner, or a pair that holds the whole text."""
    opening, closing = text[0], text[-1]
    if closing in _PAIRS and text.count(_PAIRS[closing]) < text.count(closing):
        return text[:-1]
    if opening in _PAIRS.values():
        partner = next(c for c, o in _PAIRS.items() if o == opening)
        if text.count(partner) < text.count(opening):
            return text[1:]
        if opening not in "《〈“‘「『" and text.find(partner) == len(text) - 1:
            return text[1:-1]
    return text
