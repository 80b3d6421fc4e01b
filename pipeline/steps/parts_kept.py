"""The parts of letters lie on the disk before the database speaks of them (design.md §4.1).

Their folders are synced one after another just before the commit: the first brings down what all of them changed, so
that the others cost next to nothing.
"""

from pathlib import Path

from sqlalchemy import event
from sqlmodel import Session

from pipeline.ingest.durable import sync_folder
from pipeline.ingest.keep import lay_part
from pipeline.store.cleaning import CleanSession

_FOLDERS = "folders_of_parts"


def keep_part_of(session: Session, leaf: Path, root: Path) -> None:
    """Move a leaf that was secured into the store under `root`; it is there for good when the session commits.

    Raises:
        OSError: the disk is full or read-only; now, or when the session is to commit, which it then does not.
    """
    session.info.setdefault(_FOLDERS, set()).add(lay_part(leaf, root).parent)


@event.listens_for(CleanSession, "before_commit")
def _sync(session: CleanSession) -> None:
    folders: set[Path] = set() if session.in_nested_transaction() else session.info.pop(_FOLDERS, set())
    for folder in sorted(folders):
        sync_folder(folder)
