"""The desk's own check of a letter's signature, where the receiving server told no result for the sender.

Only what a registered address sends is looked into, once, while it is fresh: keys are changed now and then, and a
letter that is read again must not turn out a forgery for that. A key that cannot be had leaves it unverified.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import structlog

from pipeline.domain.letter import Letter, Signature
from pipeline.ingest.readers import Readers, ReadingFailed
from pipeline.report.words import Words
from pipeline.steps.house import House
from pipeline.store.tables import LetterRow

_log = structlog.get_logger("authenticate")
_FRESH = timedelta(days=7)
_OWN = "own_"  # before the result of our own check, in what is kept with the letter
_DKIM = "dkim"


def with_own_check(house: House, row: LetterRow, letter: Letter, readers: Readers, files: tuple[Path, Path]) -> Letter:
    """The letter, with what our own check says of its signature.

    Args:
        house: with settings and keys.
        row: the letter's.
        letter: as read.
        readers: the children, one of which does the checking.
        files: the letter's bytes, and its scratch folder.
    """
    known = [word for word in (row.authentication or "").split() if word.startswith(_OWN)]
    if known:
        return _marked(letter, known[0].removeprefix(_OWN))
    old = row.processed_at is not None or row.archive or row.copy_of is not None  # a copy is not what was signed
    if old or house.clock() - row.arrived_at > _FRESH:
        return letter
    keys = dict(_keys(house, row, letter))
    if not keys:
        return letter
    try:
        return _marked(letter, readers.check_signatures(*files, keys))
    except ReadingFailed as failure:
        _log.warning("signature_unchecked", bureau=row.bureau, letter=row.id, reason=failure.reason)
        return letter


def told_of(letter: Letter) -> str:
    """What is kept of a letter's authentication: passed, failed, doubted or absent, then by which checks."""
    origin = letter.origin
    results = (("failed", origin.failed), ("passed", origin.passed), ("doubted", origin.doubted))
    state, checks = next(((state, checks) for state, checks in results if checks), ("absent", ()))
    own = (f"{_OWN}{origin.own_check}",) if origin.own_check else ()
    return " ".join((state, *checks, *own))


def say_authentication(told: str | None, words: Words) -> str:
    """What is kept of a letter's authentication, as the office reads it: 已通过（SPF）; "" where nothing is known."""
    state, *checks = (told or "").split() or [""]
    names = [words.word(c, "authentication") if c.startswith(_OWN) else c.upper() for c in checks]
    beside = f"（{'、'.join(names)}）" if names else ""
    return words.word(state, "authentication") + beside if state else ""


def _keys(house: House, row: LetterRow, letter: Letter) -> Iterator[tuple[str, str]]:
    """The key records of the signatures that speak for the sender's domain."""
    origin, roster = letter.origin, house.bureau(row.bureau).bureau.roster
    if origin.passed or len({sender.addr for sender in origin.senders}) != 1 or not roster.by_address(letter.sender):
        return
    for signature in origin.signatures:
        if _speaks_for(signature, letter.sender.rpartition("@")[2]):
            record = house.keys.record(signature, house.settings.authentication, house.settings.folder)
            if record:
                yield signature.name, record


def _speaks_for(signature: Signature, domain: str) -> bool:
    """Whether one of the two domains is the other, or lies within it (RFC 7489 §3.1.1, relaxed)."""
    return f".{domain}".endswith(f".{signature.domain}") or f".{signature.domain}".endswith(f".{domain}")


def _marked(letter: Letter, result: str) -> Letter:
    origin = replace(letter.origin, own_check=result)
    if result == "pass":
        origin = replace(origin, passed=tuple(dict.fromkeys((*origin.passed, _DKIM))))
    elif result == "fail":
        origin = replace(origin, failed=tuple(dict.fromkeys((*origin.failed, _DKIM))))
    return replace(letter, origin=origin)
