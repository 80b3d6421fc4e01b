"""The names of a roster, prepared for being looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.domain.bureau import Roster
from pipeline.domain.text import normal
from pipeline.ingest.sounds import sound
from pipeline.ingest.subject_fields import squeezed
from pipeline.ingest.subject_words import BODIES, NUMERALS, TAIL
from pipeline.settings.values import SubjectTables

Owners = frozenset[str]  # ids of the units that a name belongs to

_LEVELS = "省市区县"


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A unit's name or core inside a text."""

    start: int
    end: int
    owners: Owners


@dataclass(frozen=True, kw_only=True)
class Names:
    """Every name by which the units of a roster may be written, as `squeezed`.

    A core is a name without the tails that many names share (街道, 退役军人服务站): its distinctive part.
    """

    given: dict[str, Owners]  # names and aliases
    known: dict[str, Owners]  # and cores
    tailed: frozenset[str]  # names that end in a shared tail
    places: frozenset[str]  # these and their cores
    sounds: dict[str, tuple[str, ...]]  # each known name's syllables
    alike: dict[str, frozenset[str]]  # the characters a character is taken for
    head: re.Pattern[str]  # the bureau's own name in front of a unit's
    pattern: re.Pattern[str] | None  # any known name
    by_length: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def mentions(self, key: str) -> tuple[Mention, ...]:
        """Every name in a text; one inside a longer name of another unit does not count."""
        if self.pattern is None:
            return ()
        found = [Mention(start=m.start(1), end=m.end(1), owners=self.known[m[1]]) for m in self.pattern.finditer(key)]
        kept: list[Mention] = []
        longest: Mention | None = None  # of those seen, the one that ends last
        for mention in found:  # in order of start, each the longest of its start
            if longest is None or mention.end > longest.end or mention.owners == longest.owners:
                kept.append(mention)
            if longest is None or mention.end > longest.end:
                longest = mention
        return tuple(kept)

    def slips(self, word: str, among: frozenset[str] | None = None) -> Owners:
        """The units whose name (one of `among`) this word is but for one character of the same sound or look."""
        wanted = (n for n in self.by_length.get(len(word), ()) if among is None or n in among)
        near = (n for n in wanted if self._is_slip(word, n))
        return frozenset(owner for name in near for owner in self.known[name])

    def _is_slip(self, word: str, name: str) -> bool:
        places = [i for i, (a, b) in enumerate(zip(word, name, strict=True)) if a != b]
        if len(places) != 1:
            return False
        written, meant = word[places[0]], name[places[0]]
        if written in NUMERALS or meant in NUMERALS:
            return False
        return written in self.alike.get(meant, ()) or sound(written) == self.sounds[name][places[0]]


@lru_cache(maxsize=32)
def names_of(roster: Roster, tables: SubjectTables) -> Names:
    """The names of a roster; made once."""
    given: dict[str, Owners] = {}
    for unit in roster.units:
        for name in filter(None, map(_key, unit.names)):
            given[name] = given.get(name, frozenset()) | {unit.id}
    known = dict(given)
    words = tuple(_key(w) for w in tables.bureau_words)
    for name, owners in given.items():
        for core in _cores(name, words):
            known[core] = known.get(core, frozenset()) | owners
    tailed = frozenset(n for n in given if _stem(n) != n)
    longest_first = sorted(known, key=lambda n: (-len(n), n))
    return Names(
        given=given,
        known=known,
        tailed=tailed,
        places=tailed | {_stem(n) for n in tailed},
        sounds={n: tuple(sound(c) for c in n) for n in known},
        alike=_alike(tables.lookalikes),
        head=_head(words),
        pattern=re.compile(f"(?=({'|'.join(map(re.escape, longest_first))}))") if known else None,
        by_length=_by_length(longest_first),
    )


def _key(name: str) -> str:
    return squeezed(normal(name))


def _cores(name: str, bureau_words: tuple[str, ...]) -> Iterator[str]:
    """Names that are left of a name without its shared tail, and without the bureau's own name in front."""
    stem = _stem(name)
    yield stem
    heads = sorted((*bureau_words, *_LEVELS, *BODIES), key=len, reverse=True)
    head = next((h for h in heads if stem.startswith(h) and len(stem) >= len(h) + 2), "")
    if len(head) > 1 or len(stem) > 3:
        yield stem.removeprefix(head)


def _stem(name: str) -> str:
    """A name without its shared tail."""
    return name[: next((i for i in range(2, len(name)) if TAIL.fullmatch(name, i)), len(name))]


def _alike(groups: tuple[frozenset[str], ...]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        for character in group:
            found[character] = found.get(character, frozenset()) | group
    return found


def _head(bureau_words: tuple[str, ...]) -> re.Pattern[str]:
    """乙区, 甲市乙区, 乙区退役军人事务局: this bureau's own name, or none; another bureau's is foreign."""
    own = "|".join(map(re.escape, sorted(bureau_words, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"(?:(?:[^\W\d]{{2,3}}省)?(?:[^\W\d]{{2,3}}市)?(?:{own}))?(?:{'|'.join(BODIES)})?")


def _by_length(names: list[str]) -> dict[int, tuple[str, ...]]:
    lengths = {len(n) for n in names}
    return {length: tuple(n for n in names if len(n) == length) for length in lengths}
