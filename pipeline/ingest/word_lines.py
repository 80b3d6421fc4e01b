"""Lines that belong together as one."""

import re
from collections.abc import Iterable

_SEAM = re.compile(r"(?<=[\u2e80-\uffef—])\n|\n(?=[\u2e80-\uffef—])")


def one_line(lines: Iterable[str]) -> str:
    """Lines joined: beside a Chinese character without a blank, between other words with one."""
    trimmed = (" ".join(line.split()) for line in "\n".join(lines).split("\n"))
    return _SEAM.sub("", "\n".join(filter(None, trimmed))).replace("\n", " ")
