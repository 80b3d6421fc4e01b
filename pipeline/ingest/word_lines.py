"""Lines that belong together as one."""

import re
from collections.abc import Iterable

_SEAM = re.compile(r"(?<=[\u2e80-\uffef—])\s*\n\s*|\s*\n\s*(?=[\u2e80-\uffef—])")


def one_line(lines: Iterable[str]) -> str:
    """Lines joined: beside a Chinese character without a blank, between other words with one."""
    return " ".join(_SEAM.sub("", "\n".join(lines)).split())
