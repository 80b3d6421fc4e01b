"""The outlet register at work: a name or a link resolves to exactly one outlet, or waits for the office."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pipeline.score.outlet_candidates import candidates_of
from pipeline.score.outlet_decide import Said, decide
from pipeline.score.outlet_file import read_register
from pipeline.score.outlet_links import LinkReading, find_links
from pipeline.score.outlet_names import name_key, place_of, without_place
from pipeline.score.outlet_register import POSITIONS, Condition, Outlet, OutletClass, Register, Resolution, Settled
from pipeline.score.outlet_settle import SettleError, settle
from pipeline.score.outlet_words import why

__all__ = [
    "Condition",
    "Outlet",
    "OutletClass",
    "Outlets",
    "Resolution",
    "SettleError",
    "Settled",
    "load_outlets",
    "settle",
]


def load_outlets(path: Path) -> "Outlets":
    """The register of a bureau, with the decisions of settled.yaml beside it.

    Raises:
        ConfigErrors: either file is wrong; every mistake with file, line and remedy.
    """
    return Outlets(read_register(path))


@dataclass(frozen=True, kw_only=True)
class _Name:
    """What a name says: the outlets it may be, the position in it, the reason if the office settled it."""

    text: str  # without links; "" when nothing else was written
    links: tuple[str, ...]
    ids: tuple[str, ...]
    place: str | None = None
    reason: str = ""


class Outlets:
    """Finds outlets; holds nothing but the register and what it has already read."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.levels = register.levels
        self.classes = register.classes
        self.all = register.outlets
        self._read_name = lru_cache(maxsize=8192)(self._read_name_anew)
        self._decide = lru_cache(maxsize=8192)(self._decide_anew)

    @property
    def asks(self) -> dict[str, tuple[str, ...]]:
        """What tells some outlets apart, or whether they count, beside their names: mode and position, with words."""
        conditions = {outlet.condition for outlet in self.register.outlets.values() if outlet.condition}
        found = {"mode": tuple(sorted(self.register.modes)), "position": POSITIONS if conditions else ()}
        return {field: words for field, words in found.items() if words}

    @property
    def class_names(self) -> dict[str, str]:
        """Where a new outlet may go: class, or class@level where the class has none → 省级 · 省级媒体, lowest first."""
        levels = list(self.levels)
        pairs = [(levels.index(at), c) for c in self.classes.values() for at in ([c.level] if c.level else levels)]
        return {
            c.id if c.level else f"{c.id}@{levels[at]}": f"{self.levels[levels[at]]} · {c.name}"
            for at, c in sorted(pairs, key=lambda pair: pair[0])
        }

    def get(self, outlet_id: str) -> Outlet | None:
        """The outlet of an id."""
        return self.register.outlets.get(outlet_id)

    def by_class(self, class_: str) -> tuple[Outlet, ...]:
        """All outlets of a class, in the register's order."""
        return tuple(o for o in self.register.outlets.values() if o.class_ == class_)

    def resolve(
        self, text: str, *, url: str | None = None, position: str | None = None, mode: str | None = None
    ) -> Resolution:
        """Which outlet is meant; never raises, never guesses.

        Args:
            text: the outlet as written: a name, a link, or both; may end in page words (东南早报头版).
            url: the link of the piece, if told.
            position: front, lead, home, inside or in page words (头版, A3版); None when not told.
            mode: item, brief, solo …; settles wordings that differ only in it (公众号 → 单条 / 简讯).
        """
        links = self._read_name(text).links
        return self._decide(text, self._read_links((*links, url) if url and url.strip() else links), mode, position)

    def _decide_anew(self, text: str, link: LinkReading | None, mode: str | None, position: str | None) -> Resolution:
        name = self._read_name(text)
        said = Said(
            text=name.text,
            ids=name.ids,
            reason=name.reason,
            link=link,
            mode=mode,
            place=name.place,
            told=place_of(position, self.register.positions) if position and position.strip() else None,
        )
        return decide(self.register, said, lambda: candidates_of(name_key(name.text), self.register.names))

    def _read_name_anew(self, text: str) -> "_Name":
        bare, links = find_links(text)
        key = name_key(bare)
        place = None
        if not self._knows(key):
            key, place = without_place(key, self.register.positions, self._knows) or (key, None)
        settled = self.register.settled.get(key)
        if settled:
            reason = why("by_settled", by=settled.by, at=settled.at, reason=settled.reason)
            return _Name(text=bare, links=links, ids=(settled.outlet,), place=place, reason=reason)
        ids = self.register.names.get(key, ())
        return _Name(text=bare if key else "", links=links, ids=ids, place=place)

    def _knows(self, key: str) -> bool:
        return key in self.register.names or key in self.register.settled

    def _read_links(self, links: tuple[str, ...]) -> LinkReading | None:
        """What the links say together: what the first says that tells anything."""
        if len(links) < 2:
            return self.register.links.read(links[0]) if links else None
        read = [r for r in (self.register.links.read(link) for link in links) if r]
        telling = [r for r in read if r.outlets]
        if not telling:
            return read[0] if read else None
        first = telling[0]
        union = tuple(dict.fromkeys(o for r in telling for o in r.outlets))
        common = tuple(o for o in first.outlets if all(o in r.outlets for r in telling))
        return replace(first, outlets=common or union, elsewhere=any(r.elsewhere for r in telling))
