"""How far long work has come: told to whoever asked, and to the log every thousand letters."""

from collections.abc import Callable

import structlog

Progress = Callable[[int, int], None]  # how many of how many are done

_log = structlog.get_logger("progress")
_EVERY = 1000


def unheard(_done: int, _of: int) -> None:
    """For whoever does not ask."""


def logged(event: str, bureau: str, progress: Progress) -> Progress:
    """The same progress, told to the log as well where there is much to do.

    Args:
        event: its name in the log.
        bureau: whose letters.
        progress: told each time.
    """
    told = 0

    def tell(done: int, of: int) -> None:
        nonlocal told
        progress(done, of)
        if of >= _EVERY and (done // _EVERY > told or done == of):
            told = done // _EVERY
            _log.info(event, bureau=bureau, done=done, of=of)

    return tell
