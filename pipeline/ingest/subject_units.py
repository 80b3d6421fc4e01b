"""Which unit a field of a subject names: its name, its name with shared words round it, or one slip of the pen.

Never a wrong unit: a name glued to other characters (新甲塘, 十一中) is a doubt, not that unit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from pipeline.ingest.subject_names import Mention, Names, Owners
from pipeline.ingest.subject_words import LONG_TAILS, NUMERALS, RUNS_ON, TAIL

_LONGEST_NAME = 60  # characters of a field in which slips are looked for


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a field says of units."""

    unit: str | None = None
    how: str = ""  # name, extra (shared words round it), typo
    end: int = 0  # where the name ends in the field's key
    candidates: Owners = frozenset()  # the units it may mean, when it is in doubt

    @property
    def several(self) -> bool:
        """Whether it names more than one unit."""
        return self.unit is None and len(self.candidates) > 1


def whole(key: str, names: Names, slips: bool = True) -> Named:
    """The unit of a field that is nothing but a unit's name.

    Args:
        key: the field, squeezed.
        names: of the roster.
        slips: whether a slip of the pen is read over.
    """
    if key in names.given:
        return _one(names.given[key], "name", len(key))
    mentions = names.mentions(key)
    named = owners_of(mentions)
    if len(named) > 1:
        return Named(candidates=named)
    if any(_is_wrapped(key, m, names) for m in mentions):
        return _one(named, "extra", len(key))
    return _with_slip(key, names, named) if slips and len(key) <= _LONGEST_NAME else Named(candidates=named)


def beginning(key: str, names: Names, slips: bool = True) -> Named:
    """The unit of a field that begins with a unit's name and runs on: 甲塘街道走访慰问."""
    mentions = names.mentions(key)
    named = owners_of(mentions)
    if len(named) > 1:
        return Named(candidates=named)
    if named:
        first = next((m for m in mentions if names.head.fullmatch(key, 0, m.start)), None)
        end = _end_of_name(key, first, names) if first is not None else 0
        return _one(named, "name" if key[:end] in names.given else "extra", end) if end else Named(candidates=named)
    return _slipped_beginning(key, names) if slips else Named()


def owners_of(mentions: Iterable[Mention]) -> Owners:
    """The units that are mentioned."""
    return frozenset(owner for m in mentions for owner in m.owners)


def _slipped_beginning(key: str, names: Names) -> Named:
    """A slip in the name of a place that runs on; one of two letters needs its tail to be recognised."""
    for length in range(min(len(key), _LONGEST_NAME) - 1, 1, -1):
        end = _tail_end(key, length)
        slipped = names.slips(key[:length], names.places) if length > 2 or end > length else frozenset()
        if slipped:
            return Named(candidates=slipped) if _runs_on(key, end) else _one(slipped, "typo", end)
    return Named()


def _one(owners: Owners, how: str, end: int) -> Named:
    if len(owners) != 1:
        return Named(candidates=owners)
    return Named(unit=next(iter(owners)), how=how, end=end)


def _is_wrapped(key: str, mention: Mention, names: Names) -> bool:
    """Whether nothing stands round a name but the bureau's own name and shared tails."""
    if not names.head.fullmatch(key, 0, mention.start):
        return False
    rest = key[mention.end :]
    return TAIL.fullmatch(rest) is not None or _is_long_tail(rest)


def _is_long_tail(rest: str) -> bool:
    """A long tail with one letter wrong or missing, its first one right: a name's core is not touched."""
    if len(rest) < 5 or not NUMERALS.isdisjoint(rest):
        return False
    return any(rest[0] == tail[0] and OSA.distance(rest, tail, score_cutoff=1) <= 1 for tail in LONG_TAILS)


def _with_slip(key: str, names: Names, named: Owners) -> Named:
    """The unit whose name this is but for one slip; `named` holds what the field names without any."""
    slipped = frozenset(owner for word in _stems(key, names) for owner in names.slips(word))
    if slipped and (not named or named == slipped):
        return _one(slipped, "typo", len(key))
    return Named(candidates=named or _near(key, names))


def _stems(key: str, names: Names) -> Iterator[str]:
    starts = [i for i in range(len(key) - 1) if names.head.fullmatch(key, 0, i)]
    ends = [i for i in range(2, len(key) + 1) if TAIL.fullmatch(key, i)]
    for start in starts:
        for end in ends:
            if end - start >= 2:
                yield key[start:end]


def _end_of_name(key: str, mention: Mention, names: Names) -> int:
    """Where a name that runs on ends, its tail with it; 0 when it looks like the name of another place."""
    if mention.end == len(key):
        return mention.end
    end = _tail_end(key, mention.end)
    has_tail = end > mention.end or key[mention.start : mention.end] in names.tailed
    return end if has_tail or not _runs_on(key, end) else 0


def _tail_end(key: str, start: int) -> int:
    found = TAIL.match(key, start)
    return found.end() if found is not None and found.end() - start >= 2 else start


def _runs_on(key: str, end: int) -> bool:
    """Whether what follows a name may belong to it: a numeral after a numeral, 村, 社区, 小学."""
    if end < len(key) and key[end] in NUMERALS and key[end - 1] in NUMERALS:
        return True
    return RUNS_ON.match(key, end) is not None


def _near(key: str, names: Names) -> Owners:
    """The units whose name has one letter more, less or swapped: never taken for them, only asked about."""
    close = {n for word in _stems(key, names) for n in names.known if _is_near(word, n)}
    return frozenset(owner for name in close for owner in names.known[name])


def _is_near(key: str, name: str) -> bool:
    if len(name) == 2 and len(key) == 2:
        return key == name[::-1]
    return len(key) >= 2 and abs(len(key) - len(name)) <= 1 and OSA.distance(key, name, score_cutoff=1) <= 1
