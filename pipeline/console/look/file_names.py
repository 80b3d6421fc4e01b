"""File names that are safe to hand to any computer, and to write into a header."""

import re
import unicodedata
from urllib.parse import quote

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_LONGEST = 120
_NAMES_OF_MACHINES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


def safe_name(text: str, usual: str = "file") -> str:
    """A sender's file name without folders, invisible characters and what some system takes for something else."""
    seen = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
    name = _UNFIT.sub("_", unicodedata.normalize("NFC", seen)).strip(" .")
    stem, dot, suffix = name.rpartition(".")
    if dot and len(suffix) <= 8:
        name = f"{stem[: _LONGEST - len(suffix)]}.{suffix}"
    name = name[: _LONGEST + 1].strip(" .")
    return f"_{name}" if _NAMES_OF_MACHINES.match(name) else name or usual


def disposition(name: str) -> str:
    """The Content-Disposition of a download: never shown, always saved (RFC 6266)."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
