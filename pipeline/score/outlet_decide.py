"""From what a name and a link say to one outlet, or to the reason why the office must decide."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pipeline.score.outlet_links import LinkReading
from pipeline.score.outlet_register import OFF, Outlet, Register, Resolution
from pipeline.score.outlet_words import PLACES, why


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was written of an outlet."""

    text: str  # the name, links taken out; "" when none was written
    ids: tuple[str, ...]  # outlets it may mean; empty: it is not in the register
    reason: str = ""  # of the office's decision, when the wording was settled
    link: LinkReading | None = None
    mode: str | None = None
    place: str | None = None  # position in the name itself: 头版
    told: str | None = None  # position told beside it


def decide(register: Register, said: Said, guess: Callable[[], tuple[str, ...]]) -> Resolution:
    """The one outlet that everything said agrees on; else none, with the reason and the candidates.

    Args:
        register: the bureau's outlets.
        said: what was written.
        guess: ids that an unknown name may mean, asked only when needed.
    """
    linked = said.link.outlets if said.link else ()
    if said.link and said.link.elsewhere:
        return _waits(register, said, "elsewhere", (*said.ids, *linked))
    if said.text and not said.ids:
        return _waits(register, said, "unknown_linked" if linked else "unknown", (*linked, *guess()))
    ids = tuple(i for i in said.ids if i in linked) if said.ids and linked else said.ids or linked
    if not ids:
        code = "disagree" if said.ids else "link_unknown" if said.link else "nothing"
        return _waits(register, said, code, (*said.ids, *linked))
    fitting = _by_mode(register, ids, said.mode)
    if len(fitting) != 1:
        return _waits(register, said, "ambiguous" if fitting else "mode", fitting or ids)
    return _placed(register.outlets[fitting[0]], said, _reason(said, len(ids) > 1))


def _by_mode(register: Register, ids: tuple[str, ...], mode: str | None) -> tuple[str, ...]:
    """The outlets that stand for pieces used in this mode; all of them when the mode tells nothing here."""
    if mode not in register.modes:
        return ids
    return tuple(i for i in ids if register.outlets[i].mode in (None, mode))


def _reason(said: Said, by_mode: bool) -> str:
    host = said.link.host if said.link and said.link.outlets else None
    if said.reason:
        return said.reason
    if by_mode:
        return why("by_mode", text=said.text or host)
    if not said.text:
        return why("by_link", host=host)
    return why("by_both" if host else "by_name", text=said.text, host=host)


def _waits(register: Register, said: Said, code: str, ids: Iterable[str]) -> Resolution:
    """No outlet: why, and which it may be."""
    linked = said.link.outlets if said.link else ()
    candidates = [register.outlets[i] for i in dict.fromkeys(ids)]
    reason = why(
        code,
        text=said.text or (said.link.host if said.link else ""),
        host=said.link.host if said.link else "",
        mode=said.mode,
        names="、".join(o.name for o in candidates),
        named="、".join(register.outlets[i].name for i in said.ids),
        linked="、".join(register.outlets[i].name for i in linked),
    )
    sure = code in {"ambiguous", "mode"}  # whatever it is, it is among the candidates
    return Resolution(
        outlet=None,
        recognised=False,
        why=reason,
        candidates=tuple(o.name for o in candidates),
        class_=_shared(o.class_ for o in candidates) if sure else None,
        level=_shared(o.level for o in candidates) if sure else None,
        mode=said.mode,
        position=said.place or said.told,
    )


def _shared(values: Iterable[str]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _placed(outlet: Outlet, said: Said, reason: str) -> Resolution:
    """The outlet, recognised or not by its condition; none while the position it asks for is not clear."""
    resolution = Resolution(
        outlet=outlet,
        recognised=True,
        why=reason,
        class_=outlet.class_,
        level=outlet.level,
        mode=outlet.mode or said.mode,
        position=said.place or said.told,
    )
    if outlet.excluded:
        return replace(resolution, recognised=False, why=why("excluded", name=outlet.name))
    if outlet.condition is None:
        return resolution
    code = _position_fault(outlet.condition.fits, said)
    if code is None:
        return resolution
    reason = why(code, name=outlet.name, place=PLACES[outlet.condition], position=resolution.position)
    if code == "position_off":
        return replace(resolution, recognised=False, why=reason)
    return replace(resolution, outlet=None, recognised=False, why=reason, candidates=(outlet.name,))


def _position_fault(fits: frozenset[str], said: Said) -> str | None:
    """What is wrong with the position for an outlet that counts in some only; None when it fits."""
    if said.place and said.told and said.place != said.told and not {said.place, said.told} <= fits:
        return "position_two"
    position = said.place or said.told
    if position is None:
        return "position_unknown"
    if position in fits:
        return None
    return "position_off" if position in OFF else "position_unclear"
