"""Values made fit for a header: one line, no control characters, file names that every system can store."""

import re
from pathlib import PurePosixPath

_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_UNFIT = re.compile(r'[\\/:*?"<>|]')
_ENDS = re.compile(r"^[\s.]+|[\s.]+$")
_NAME_BYTES = 200  # of UTF-8: RFC 2231 triples them, and a header line holds 998


def one_line(text: str) -> str:
    """Control characters, newlines and runs of blanks become one blank; half characters a question mark."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROLS.sub(" ", whole).strip(" ")


def attachment_name(name: str) -> str:
    """A file name that Windows and every mail program take, at most 200 bytes of UTF-8; the suffix is kept."""
    clean = _ENDS.sub("", _UNFIT.sub("_", one_line(name)))
    suffix = PurePosixPath(clean).suffix if len(PurePosixPath(clean).suffix) <= 10 else ""
    stem = clean[: len(clean) - len(suffix)] if suffix else clean
    room = _NAME_BYTES - len(suffix.encode())
    short = stem.encode()[:room].decode("utf-8", "ignore")
    return _ENDS.sub("", f"{short}{suffix}") or "file"
