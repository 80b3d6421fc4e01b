"""Who facts speak of: units by id, name or alias; bodies by any of their names."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from pipeline.domain.bureau import Unit
from pipeline.domain.text import title_key
from pipeline.score.numbers import NotSettledError
from pipeline.score.rulebook import Body
from pipeline.score.words import say

_NEAR = 60  # percent
_MOST = 5


class People:
    """The roster's units and the rulebook's bodies; without a roster a unit is what is written."""

    def __init__(self, units: Iterable[Unit] | None, bodies: Iterable[Body]) -> None:
        self.units = None if units is None else tuple(units)
        self._by_name = {title_key(n): u for u in self.units or () for n in (u.id, *u.names)}
        self._bodies = {title_key(n): b.id for b in bodies for n in b.names}

    def unit(self, text: str) -> str:
        """The id of the unit meant.

        Raises:
            NotSettledError: the roster has no such unit.
        """
        if self.units is None and text.strip():
            return text.strip()
        found = self._by_name.get(title_key(text))
        if found is None:
            near = (u.name for u in self.units or () if any(_near(text, n) for n in u.names))
            raise NotSettledError(say("unit_unknown", unit=text), tuple(near)[:_MOST])
        return found.id

    def group(self, unit_id: str) -> str | None:
        """The group of a unit; None without a roster."""
        found = self._by_name.get(title_key(unit_id))
        return str(found.group) if found else None

    def body(self, text: str) -> str:
        """The plan's word for a body.

        Raises:
            NotSettledError: the plan names no such body.
        """
        found = self._bodies.get(title_key(text))
        if found is None:
            known = tuple(dict.fromkeys(self._bodies.values()))
            near = tuple(b for b in known if _near(text, b))
            raise NotSettledError(say("body_unknown", body=text), near or known)
        return found


def _near(text: str, name: str) -> bool:
    one, other = title_key(text), title_key(name)
    return bool(one) and (one in other or other in one or fuzz.ratio(one, other) >= _NEAR)
