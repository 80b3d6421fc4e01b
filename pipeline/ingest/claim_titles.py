"""Titles as reports shorten and dress them: 《》, 【快讯】 before, …, a subtitle after ——; and the index of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from pipeline.domain.reported import OnFile
from pipeline.domain.text import normal, title_key
from pipeline.domain.titles import near_title

# Two titles of one unit often differ in a name alone (慰问立功军人张三家庭): of thirteen characters two are 85 %.
# At 90 % one character in ten may be off, which is a slip of the pen; what is less alike goes to a person.
NEAR_PERCENT = 90
SHORTEST_BEGINNING = 6  # characters of a title cut off by an ellipsis that still tell it

_PREFIX = re.compile(r"^\s*(?:【[^【】]{1,30}】|\[[^\[\]]{1,30}\]|〔[^〔〕]{1,30}〕|[A-Z]{1,8}-\d{4}-\d{5,}[:\s]*)\s*")
_MARKS = re.compile(r"^\s*《(.+)》\s*$", re.S)
_DASH = re.compile(r"(?:—{1,3}|―{1,3}|─{1,3}|-{2,3})")
_ELLIPSIS = re.compile(r"…+|\.{3,}|。{3,}|⋯+")


@dataclass(frozen=True, kw_only=True)
class Keys:
    """A title's keys for comparing."""

    whole: str  # without marks and prefixes
    main: str  # without the subtitle; the same as `whole` where there is none
    cut: tuple[str, str] | None  # what stands before and behind an ellipsis

    @property
    def parted(self) -> bool:
        """Whether there is a subtitle."""
        return self.main != self.whole


def keys_of(title: str) -> Keys:
    """The keys of a title as written."""
    bare = title
    for _ in range(4):  # 【转载】《…》 in either order
        marked = _MARKS.match(bare)
        stripped = marked[1] if marked and "》" not in marked[1].replace("《", "", 1) else _PREFIX.sub("", bare)
        if stripped == bare or not title_key(stripped):
            break
        bare = stripped
    head, dash, tail = _parted(bare)
    ends = _ELLIPSIS.split(normal(bare).replace("...", "…"), maxsplit=1)
    cut = (title_key(ends[0]), title_key(ends[1])) if len(ends) == 2 else None
    whole = title_key(bare)
    main = title_key(head) if dash and title_key(head) and title_key(tail) else whole
    return Keys(whole=whole, main=main, cut=cut)


class Titles:
    """Pieces by their titles; an exact title costs one look, whatever their number."""

    def __init__(self, pieces: Iterable[OnFile]) -> None:
        self._whole: defaultdict[str, list[OnFile]] = defaultdict(list)
        self._main: defaultdict[str, list[OnFile]] = defaultdict(list)
        self._of_unit: defaultdict[str | None, list[tuple[str, OnFile]]] = defaultdict(list)
        for piece in pieces:
            keys = keys_of(piece.title)
            if keys.whole:
                self._whole[keys.whole].append(piece)
                self._main[keys.main].append(piece)
                self._of_unit[piece.unit].append((keys.whole, piece))
        self._parted = {p.number for k, found in self._main.items() for p in found if k != keys_of(p.title).whole}

    def same(self, keys: Keys) -> list[OnFile]:
        """Pieces of the same title, prefixes and marks aside."""
        return list(self._whole.get(keys.whole, ()))

    def same_main(self, keys: Keys) -> list[OnFile]:
        """Pieces that are the same but for a subtitle that only one of the two bears."""
        return [p for p in self._main.get(keys.main, ()) if (p.number in self._parted) is not keys.parted]

    def near(self, keys: Keys, units: tuple[str, ...]) -> list[OnFile]:
        """Pieces of these units whose title is nearly the same, cut short, or holds the other."""
        own = [pair for unit in units for pair in self._of_unit.get(unit, ())]
        if keys.cut is not None:
            return [piece for key, piece in own if _continues(keys.cut, key)]
        return [piece for key, piece in _alike(keys.whole, own) if near_title(keys.whole, key, NEAR_PERCENT)]


def _alike(wanted: str, own: Sequence[tuple[str, OnFile]]) -> list[tuple[str, OnFile]]:
    """A first sieve in one call; `near_title` has the last word."""
    texts = [key for key, _ in own]
    scored = process.extract(wanted, texts, scorer=fuzz.ratio, score_cutoff=NEAR_PERCENT, limit=None)
    holding = {at for at, key in enumerate(texts) if wanted in key or key in wanted}
    return [own[at] for at in sorted({at for _, _, at in scored} | holding)]


def _continues(cut: tuple[str, str], key: str) -> bool:
    """Whether a title cut by an ellipsis may be this one."""
    begins, ends = cut
    long_enough = len(begins) >= SHORTEST_BEGINNING and len(key) > len(begins) + len(ends)
    return long_enough and key.startswith(begins) and key.endswith(ends)


def _parted(title: str) -> tuple[str, str, str]:
    found = _DASH.search(title)
    return (title[: found.start()], found[0], title[found.end() :]) if found else (title, "", "")
