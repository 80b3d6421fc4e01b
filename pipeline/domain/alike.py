"""The keys by which texts, or pictures, that are nearly the same find each other among very many.

A text's keys come from MinHash with one permutation (Broder 1997; Li, Owen and Zhang 2012) over its runs of three
characters; a picture's from its look, the signs of its gradients (ingest/picture.py). Things that are alike share a
key with great likelihood, others hardly ever; whoever finds a key then compares the things themselves.
"""

from collections.abc import Iterator
from hashlib import blake2b

from rapidfuzz import fuzz

TEXT, PICTURE = "text", "picture"
LOOK_BITS = 128
_RUN = 3  # characters
_LONGEST = 20_000  # characters of a text that are looked at: a bound on time
_BANDS, _ROWS = 12, 3  # keys of a text, and how many of its smallest hashes make one
_LOOK_BAND = 4  # hexadecimal digits of a look that make a key: eight keys, so that seven differing bits leave one


def text_keys(key: str, realm: str) -> tuple[int, ...]:
    """The keys of a text, numbers of 63 bits; none where it is shorter than a run.

    Args:
        key: the text as `domain.text.body_key` makes it.
        realm: whose texts find each other: a bureau's id.
    """
    smallest = _smallest(key[:_LONGEST])
    rows = (smallest[at : at + _ROWS] for at in range(0, len(smallest), _ROWS))
    return tuple(_number(f"{TEXT} {realm} {place} {row}") for place, row in enumerate(rows))


def look_keys(look: str, realm: str) -> tuple[int, ...]:
    """The keys of a picture by its look; none of a picture without one."""
    bands = (look[at : at + _LOOK_BAND] for at in range(0, len(look), _LOOK_BAND))
    return tuple(_number(f"{PICTURE} {realm} {place} {band}") for place, band in enumerate(bands))


def text_percent(one: str, other: str) -> int:
    """How many of a hundred characters of two texts agree, in their order; both as `body_key` makes them."""
    return int(fuzz.ratio(one[:_LONGEST], other[:_LONGEST]))


def look_distance(one: str, other: str) -> int:
    """In how many of their 128 bits two looks differ; all of them where one picture has no look."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else LOOK_BITS


def _smallest(text: str) -> list[int]:
    """The smallest hash of a run in each bin; an empty bin takes the next filled one's."""
    bins = _BANDS * _ROWS
    found: dict[int, int] = {}
    for run in {text[at : at + _RUN] for at in range(len(text) - _RUN + 1)}:
        number, place = divmod(_number(run), bins)
        found[place] = min(number, found.get(place, number))
    return [next(_after(found, place)) for place in range(bins)] if found else []


def _after(found: dict[int, int], place: int) -> Iterator[int]:
    bins = _BANDS * _ROWS
    return (found[at % bins] for at in range(place, place + bins) if at % bins in found)


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()) >> 1
