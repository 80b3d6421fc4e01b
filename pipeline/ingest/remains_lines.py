"""Of any text, the lines with a sign of a marking: those that look like one first, since not all can be kept."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from pipeline.ingest.charset import tidy

_SIGN = re.compile("密|内 ?部")  # every label of GB/T 9704-2012, 7.2.2 has the one; 内部资料 the other
_MOST = 20_000  # characters of each sort
_LOOKED_AT = 2_000_000  # lines; more signs than that stand in no library of such rules
_AROUND = 60  # characters before and behind a sign
_SHORT = 24  # characters of a line that may be nothing but a marking
_SHAPE = re.compile(r"[★☆✩✭✮✯✰⭐*☑☒■√✓✔【】〔〕\[\]]|密\s*级")


def signed_lines(texts: Iterable[str]) -> str:
    """The lines that hold a sign, each once: first those with a star, a box, a label, or hardly anything else.

    Args:
        texts: made as they are asked for; those after enough was found are not.
    """
    likely: dict[str, None] = {}
    others: dict[str, None] = {}
    left = {True: _MOST, False: _MOST}
    for line in islice((line for text in texts for line in _lines(text)), _LOOKED_AT):
        looks_so = len(line) <= _SHORT or _SHAPE.search(line) is not None
        kept = likely if looks_so else others
        if left[looks_so] > len(line) and line not in kept:
            left[looks_so] -= len(line) + 1
            kept[line] = None
        if left[True] <= _SHORT:
            break
    return tidy("\n".join((*likely, *others)))


def _lines(text: str) -> Iterator[str]:
    """The lines with a sign, cut to what stands near it."""
    done = 0
    for found in _SIGN.finditer(text):
        if found.start() < done:
            continue
        since = max(text.rfind("\n", 0, found.start()) + 1, found.start() - _AROUND)
        done = text.find("\n", found.end(), found.end() + _AROUND)
        done = done if done >= 0 else found.end() + _AROUND
        yield text[since:done].strip()
