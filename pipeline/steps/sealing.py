"""The bytes of letters with a secrecy marking: into the sealed store, and back when it was a false alarm (§4.7).

A letter is laid into the sealed store before its disposition is committed and leaves the open store after: whenever
the process is killed, the letter is whole in one of them, and `clean` brings what was left half-done to its end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.domain.words import Disposition
from pipeline.ingest.keep import drop_open, keep_open, raw_path
from pipeline.ingest.sealed import is_encrypted, opened, seal, sealed_copy, unsealed
from pipeline.steps.house import House
from pipeline.steps.unclean import note_unclean
from pipeline.store import letters
from pipeline.store.tables import LetterRow


class Locked(OSError):  # noqa: N818 - no fault of ours
    """A letter lies encrypted only: nobody here can read it without the private key."""


def path_of(house: House, sha256: str) -> Path:
    """Where a letter's bytes can be read: in raw/, or in sealed/ when it was sealed for the owner alone.

    Raises:
        Locked: it lies encrypted only.
    """
    path = raw_path(house.data, sha256)
    if path.exists():
        return path
    copy = sealed_copy(house.data, sha256)
    if copy is not None and is_encrypted(copy):
        raise Locked("sealed and encrypted")
    return copy or path


def is_locked(house: House, sha256: str) -> bool:
    """Whether the letter can be read with the private key only."""
    try:
        path_of(house, sha256)
    except Locked:
        return True
    return False


def is_lost(house: House, sha256: str) -> bool:
    """Whether a letter lies in neither store, as after a restore without the sealed ones."""
    return not raw_path(house.data, sha256).exists() and sealed_copy(house.data, sha256) is None


def shut_away(house: House, row: LetterRow) -> None:
    """Before its disposition is committed: the letter lies in the sealed store, too.

    Raises:
        OSError: its bytes cannot be read, or the disk is full or read-only.
    """
    note_unclean(house, words=row.disposition not in {None, Disposition.SEALED.value})
    path = raw_path(house.data, row.sha256)
    if path.exists():
        seal(house.data, path.read_bytes(), house.bureau(row.bureau).seal_keys)
    elif sealed_copy(house.data, row.sha256) is None:
        raise FileNotFoundError(path)


def settle_bytes(house: House, sha256: str) -> None:
    """After the commit: a sealed letter leaves the open store, a released one comes back into it.

    The same bytes may be letters of two bureaus: each finds them where its own letter says.
    """
    if not (house.data / "sealed").is_dir():
        return
    copy = sealed_copy(house.data, sha256)
    if copy is None:
        return
    with house.database.reading() as session:
        sealed = [row.disposition == Disposition.SEALED.value for row in letters.of_bytes(session, sha256)]
    if not sealed:  # on no record, as after a restore: nobody has said where it belongs
        return
    if all(sealed):
        drop_open(house.data, sha256)
    elif not any(sealed):
        if not is_encrypted(copy):
            keep_open(copy.read_bytes(), house.data)
        if raw_path(house.data, sha256).exists():
            unsealed(house.data, sha256)


@contextmanager
def unlocked(house: House, row: LetterRow, key: Path | None) -> Iterator[None]:
    """Within, an encrypted letter can be read; afterwards its bytes lie where its disposition says.

    Nobody sweeps a sealed letter's bytes from under whoever reads it.

    Raises:
        WrongKey: no key was given, or it opens nothing.
        OSError: the key or the letter cannot be read.
    """
    if row.disposition != Disposition.SEALED.value:
        yield
        return
    with house.locked("clean"):
        copy = sealed_copy(house.data, row.sha256) if is_locked(house, row.sha256) else None
        if copy is None:
            yield
            return
        raw = opened(copy, key)
        note_unclean(house, words=False)
        try:
            keep_open(raw, house.data)
            yield
        finally:
            settle_bytes(house, row.sha256)
