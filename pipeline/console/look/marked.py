"""Found words within a text: what stands around the first of them, and where each begins and ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.report.formats import one_line
from pipeline.store.grams import folded

_BEFORE, _AFTER = 18, 70  # characters around the first found word


@dataclass(frozen=True, kw_only=True)
class Bit:
    """A stretch of text."""

    text: str
    found: bool


def marked(text: str, runs: Sequence[str]) -> tuple[Bit, ...]:
    """The text in bits, the found words apart."""
    if not runs:
        return (Bit(text=text, found=False),) if text else ()
    wanted = re.compile("|".join(sorted(map(re.escape, runs), key=len, reverse=True)))
    bits, at = [], 0
    for hit in wanted.finditer(folded(text)):
        bits += [Bit(text=text[at : hit.start()], found=False), Bit(text=text[hit.start() : hit.end()], found=True)]
        at = hit.end()
    bits.append(Bit(text=text[at:], found=False))
    return tuple(bit for bit in bits if bit.text)


def snippet(text: str, runs: Sequence[str]) -> tuple[Bit, ...]:
    """What stands around the first found word of the text; nothing where none stands there."""
    plain = folded(text)
    places = [place for run in runs if (place := plain.find(run)) >= 0]
    if not places:
        return ()
    first = max(0, min(places) - _BEFORE)
    last = min(places) + _AFTER
    piece = one_line(text[first:last])
    head, tail = "…" if first else "", "…" if last < len(text) else ""
    return marked(f"{head}{piece}{tail}", runs)
