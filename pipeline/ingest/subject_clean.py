"""A subject line before it is parsed: what mail programs and our own mails put round it is taken off."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.domain.text import normal
from pipeline.ingest.subject_words import PREFIX, SENT_FOR
from pipeline.settings.values import SubjectTables

MOST_CHARACTERS = 4_000  # read of a subject; the rest of a longer one names nothing

_OPENING, _CLOSING = "[【(〔", "]】)〕"
_EMPTY_BRACKETS = re.compile(rf"[{re.escape(_OPENING)}]\s*[{re.escape(_CLOSING)}]")
_ANY_NUMBER = r"[a-z]{2,8}"


@dataclass(frozen=True, kw_only=True)
class CleanSubject:
    """A subject line normalised, without prefixes, suffixes and piece numbers."""

    text: str
    numbered: bool  # a piece's number stood in it: most likely an answer to our mail


def clean(text: str, tables: SubjectTables) -> CleanSubject:
    """Take off what is not the sender's own: mail.md L10, the bureau's name in brackets, a piece's number."""
    line = normal(text[:MOST_CHARACTERS].replace("\u2795", "+"))[:MOST_CHARACTERS]
    line = SENT_FOR.sub(" ", line)
    line, numbers = _number(tables.number_prefix).subn(" ", line)
    if numbers:
        line = _EMPTY_BRACKETS.sub(" ", line)
    text = " ".join(_without_prefixes(line, tables.bureau_words).split())
    return CleanSubject(text=text, numbered=bool(numbers))


def _without_prefixes(line: str, bureau_words: tuple[str, ...]) -> str:
    own_name = _own_name(bureau_words)
    at = 0
    while found := (PREFIX.match(line, at) or own_name.match(line, at)):
        at = found.end()
    return line[at:]


@lru_cache(maxsize=64)
def _own_name(bureau_words: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(normal(w)) for w in sorted(bureau_words, key=len, reverse=True))
    inside = rf"\s*(?:{words})\s*" if words else r"\s*"
    return re.compile(rf"[{re.escape(_OPENING)}]{inside}[{re.escape(_CLOSING)}]\s*", re.IGNORECASE)


@lru_cache(maxsize=64)
def _number(prefix: str) -> re.Pattern[str]:
    """`YH-2020-00012` (design.md §4.3), also with the dashes of a Chinese keyboard."""
    letters = re.escape(prefix) if prefix else _ANY_NUMBER
    dash = r"\s?[-‐‑–—−]{1,2}\s?"
    return re.compile(rf"(?<![0-9a-z]){letters}{dash}[0-9]{{4}}{dash}[0-9]{{4,}}(?![0-9])", re.IGNORECASE)
