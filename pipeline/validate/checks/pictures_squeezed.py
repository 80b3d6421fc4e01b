"""Pictures come as the camera took them, not as a chat program squeezed them.

Rule: Y 三(二)4 "Word+原图": what went through WeChat without 原图 has lost its size, its EXIF and its sharpness.
A picture that still says which camera took it, or when, is taken for the original.
How it is mended: send the originals by mail from the phone or camera; in WeChat, tick 原图.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.letter import Part
from pipeline.domain.piece import Incoming
from pipeline.domain.text import normal
from pipeline.validate.ask import listed
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {
    "names": Term.ANY_WORDS,  # what chat programs name the pictures they squeezed
    "long_side": Term.COUNT,  # pixels
    "quality": Term.PERCENT,  # of a JPEG, as its tables tell
    "bytes": Term.COUNT,  # of a JPEG, for a thousand pixels
}
CASES: Cases = {"chat": ("count", "names"), "small": ("count", "names", "pixels"), "squeezed": ("count", "names")}
_NAMED = 3  # the first of each kind


def asked(incoming: Incoming) -> bool:
    """Asked where a picture can be opened."""
    return any(map(_opens, incoming.pictures))


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem for each way of squeezing, naming the pictures; a picture is told of once."""
    found: dict[str, list[Part]] = {case: [] for case in CASES}
    for part in filter(_opens, incoming.pictures):
        case = _case(part, desk)
        if case is not None:
            found[case].append(part)
    for case, parts in found.items():
        if parts:
            names = listed(part.name for part in parts[:_NAMED]) + ("等" if len(parts) > _NAMED else "")
            facts = {"count": str(len(parts)), "names": names, "pixels": str(int(desk.number("long_side")))}
            yield Problem(case=case, where="pictures", facts=facts)


def _case(part: Part, desk: Desk) -> str | None:
    picture = part.picture
    assert picture is not None
    if picture.paper or picture.camera or picture.taken_at is not None:  # a scanned sheet is no photograph
        return None
    name = normal(part.name).casefold()
    if any(normal(word).casefold() in name for word in desk.words("names")):
        return "chat"
    width, height = picture.width or 0, picture.height or 0
    if max(width, height) < desk.number("long_side"):
        return "small"
    thin = part.size * 1000 < width * height * desk.number("bytes")
    coarse = picture.quality is not None and (thin or picture.quality < desk.number("quality"))
    return "squeezed" if coarse else None


def _opens(part: Part) -> bool:
    return part.picture is not None and part.picture.problem is None
