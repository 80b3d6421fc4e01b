"""What may still lie about of sealed letters is taken away: after a sealing, and after a process that was killed."""

import structlog

from pipeline.ingest.keep import raw_path, sweep
from pipeline.ingest.sealed import is_encrypted, seal, sealed_copy
from pipeline.steps.house import House
from pipeline.steps.scratch import sweep_scratch
from pipeline.steps.sealing import settle_bytes, shut_away
from pipeline.steps.unclean import FILES, WORDS, begin, finish
from pipeline.store import letters

_log = structlog.get_logger("clean")


def clean(house: House) -> None:
    """Sweep up after killed processes, and bring to its end what is noted; another process at it is left to it.

    Words that the database cannot be made to forget now (others are reading, the disk is full) are left for the next
    round.
    """
    with house.locked("clean", wait=False) as ours:
        if not ours:
            return
        sweep(house.data)
        sweep_scratch(house)
        if begin(house, FILES) or _plain_ones(house):
            _files(house)
            finish(house, FILES)
        if begin(house, WORDS):
            if house.database.forget():
                finish(house, WORDS)
            else:
                _log.warning("words_not_forgotten")


def _plain_ones(house: House) -> bool:
    """Whether letters lie sealed without encryption that could have it: the bureau's key came later."""
    keys = any(bureau.seal_keys for bureau in house.settings.bureaus.values())
    return keys and any((house.data / "sealed").glob("*.eml"))


def _files(house: House) -> None:
    with house.database.reading() as session:
        rows = letters.sealed_ones(session)
    for row in rows:
        known = house.settings.bureaus.get(row.bureau)
        copy = sealed_copy(house.data, row.sha256)
        if copy is None and known is not None and raw_path(house.data, row.sha256).exists():
            shut_away(house, row)
        elif copy is not None and not is_encrypted(copy) and known is not None and known.seal_keys:
            seal(house.data, copy.read_bytes(), known.seal_keys)
        settle_bytes(house, row.sha256)
    for released in {path.name.partition(".")[0] for path in (house.data / "sealed").glob("*.*")}:
        if released and released not in {row.sha256 for row in rows}:
            settle_bytes(house, released)
