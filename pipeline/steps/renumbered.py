"""Uids given out anew under a UIDVALIDITY that never changes (mail.md I4)."""

from hashlib import sha256

import structlog

from pipeline.ingest.mailbox import MailboxSession
from pipeline.steps.house import House
from pipeline.store import letters

_log = structlog.get_logger("renumbered")


def forget_if_renumbered(
    house: House, session: MailboxSession, place: tuple[str, str, int], there: list[int], known: set[int]
) -> bool:
    """Look at one letter whose uid is known; where another lies there now, forget every uid of the folder.

    A server that has 1 for its UIDVALIDITY for ever does not tell that its uids mean other letters: those that come
    below the cursor would never be fetched. The letters themselves are known by their sha256, so nothing counts twice.

    Args:
        house: the house.
        session: with the folder open.
        place: bureau, folder, UIDVALIDITY.
        there: every uid that the server names.
        known: those that are on record.

    Returns:
        Whether the folder is to be read as a new one.
    """
    uid = max(known.intersection(there), default=0)
    if not uid:
        return False
    (one,) = session.fetch([uid])
    if one.letter is None:
        return False
    with house.database.writing() as db:
        if letters.lies_there(db, *place, uid) == sha256(one.letter.raw).hexdigest():
            return False
        letters.forget_folder(db, *place)
    _log.warning("uids_given_out_anew", bureau=place[0], folder=place[1], uid=uid)
    return True
