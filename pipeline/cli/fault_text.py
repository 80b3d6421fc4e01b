"""A fault as the log tells it: where it happened, and never a word of what was being read (rules.md S6)."""

import traceback
from types import TracebackType

_Fault = tuple[type[BaseException], BaseException, TracebackType | None]


def fault_text(exc_info: _Fault) -> str:
    """The traceback with the kind of each fault in place of its message, which may quote a letter.

    Of a fault of the system (errno) what the system says is kept: that is no letter's word.

    Args:
        exc_info: as sys.exc_info() gives it.
    """
    return "".join(_lines(exc_info[1], set())).rstrip("\n")


def _lines(fault: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(fault))
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    lines = [*_lines(before, seen), "\n"] if before is not None and id(before) not in seen else []
    said = f": [Errno {fault.errno}] {fault.strerror}" if isinstance(fault, OSError) and fault.errno else ""
    return [
        *lines,
        "Traceback (most recent call last):\n",
        *traceback.format_tb(fault.__traceback__),
        f"{type(fault).__qualname__}{said}\n",
    ]
