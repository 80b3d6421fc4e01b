"""What is looked for in a text: pairs of neighbouring characters, single characters, and marks of where it stands.

Chinese has no blanks between words, and most words are of two characters: a word is found as its pairs, one after
the other. Full-width and capital letters do not matter; blanks, dots and dashes part one run from the next.
"""

import re

LONGEST = 50_000  # characters of a text that can be found by its words
_RUN = re.compile(r"[^\W_]+")
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width letters and figures
_PLAIN |= {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_PLAIN |= {code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)}


def folded(text: str) -> str:
    """The text as it is compared; every character keeps its place."""
    return text.translate(_PLAIN)


def runs(text: str) -> list[str]:
    """The runs of letters, figures and characters in a text."""
    return _RUN.findall(folded(text[:LONGEST]))


def pairs(run: str) -> list[str]:
    """The pairs of neighbours in a run; none of a single character."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def mark(kind: str, value: str) -> str:
    """A mark of where a piece stands, in letters and figures alone: of its bureau, unit, state, month or kind."""
    return f"{kind}{value.encode().hex()}"
