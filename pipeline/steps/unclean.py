"""Notes that something plain of a sealed letter may lie about still; they outlive a process that is killed.

Two of them, files in the data folder's locks/: `unclean.files` for bytes beside the sealed store, `unclean.words` for
words of a letter that was on record before it was sealed, which a database keeps in what it has overwritten.
"""

from pathlib import Path

from pipeline.ingest.durable import make_folder, sync_folder
from pipeline.steps.house import House

FILES, WORDS = "unclean.files", "unclean.words"
_BEGUN = ".begun"


def note_unclean(house: House, *, words: bool) -> None:
    """Note it, durably, before it becomes true."""
    folder = _folder(house)
    make_folder(folder)
    for name in (FILES, WORDS) if words else (FILES,):
        (folder / name).touch(mode=0o600)
    sync_folder(folder)


def begin(house: House, name: str) -> bool:
    """Whether there is a note; what is noted from now on is another."""
    note = _folder(house) / name
    begun = note.with_name(name + _BEGUN)
    if note.exists():
        note.replace(begun)
    return begun.exists()


def finish(house: House, name: str) -> None:
    """All is clean that was noted before it was begun."""
    (_folder(house) / f"{name}{_BEGUN}").unlink(missing_ok=True)


def _folder(house: House) -> Path:
    return house.data / "locks"
