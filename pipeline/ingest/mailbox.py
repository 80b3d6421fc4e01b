"""Reading a mailbox over IMAP: transport only, read-only, byte-exact (mail.md I1-I5, I7-I13).

One short connection a poll. Nothing here knows what was fetched before: the caller keeps the cursor.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from pipeline.domain.letter import RawLetter
from pipeline.ingest import imap_commands as commands
from pipeline.ingest.imap_faults import (
    CredentialsRefused,
    DeadlinePassed,
    FolderMissing,
    LoginBarred,
    MailboxFault,
    ServerRefused,
    Unreachable,
    UnsafeLogin,
)
from pipeline.ingest.imap_lines import Answer
from pipeline.ingest.imap_link import Link
from pipeline.ingest.imap_plan import batches
from pipeline.settings.values import ImapAccount

__all__ = [
    "CredentialsRefused",
    "DeadlinePassed",
    "Fetched",
    "FolderMissing",
    "LoginBarred",
    "MailboxFault",
    "MailboxSession",
    "ServerRefused",
    "Unreachable",
    "UnsafeLogin",
    "connect",
]

_BATCH_BYTES = 8_000_000
_BATCH_COUNT = 200
_SLICE = 1000  # letters whose sizes are asked at a time: an old mailbox's first letter does not wait for all sizes
_log = structlog.get_logger("mailbox")


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What became of one asked uid."""

    uid: int
    letter: RawLetter | None
    outcome: str  # got; gone: no longer in the folder; retry: there, but not handed over whole


class MailboxSession:
    """A logged-in, read-only look at one mailbox; made by `connect`."""

    _RENEWALS = 3  # connections a session may lose to a letter that breaks them

    def __init__(self, account: ImapAccount, deadline: float) -> None:
        self._account = account
        self._deadline = deadline
        self._link = Link(account, deadline)
        self._folder: str | None = None
        self._uidvalidity = 0
        self._sizes: dict[int, int] = {}
        self._renewals = 0
        try:
            self._names = commands.list_folders(self._link)
        except MailboxFault:
            self._link.close()
            raise

    @property
    def folders(self) -> tuple[str, ...]:
        """Those of the account's folders that the server has, in the account's order; INBOX always.

        Raises:
            FolderMissing: it has none of them; no letter would ever come, and nobody would know.
        """
        found = tuple(name for name in self._account.folders if self._exists(name))
        if not found:
            raise FolderMissing(self._account, "、".join(self._account.folders))
        return found

    def lacks(self, *folders: str) -> tuple[str, ...]:
        """Those of these folders that the server does not have; INBOX it always has."""
        return tuple(name for name in folders if not self._exists(name))

    def open(self, folder: str) -> int:
        """Opens a folder by EXAMINE and returns its UIDVALIDITY, 0 when the server tells none.

        Raises:
            UnsafeLogin: refused although ID was sent twice (I1).
            FolderMissing: the server has no such folder.
        """
        self._examine(folder)
        return self._uidvalidity

    def uids_after(self, last_uid: int) -> list[int]:
        """The uids above `last_uid`, ascending; `n:*` names the last letter even when it is older (I5)."""
        return [uid for uid in commands.search(self._opened, f"UID {last_uid + 1}:*") if uid > last_uid]

    def all_uids(self) -> list[int]:
        """Every uid of the folder, ascending; for the daily re-scan (I4)."""
        return commands.search(self._opened, "ALL")

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """RFC822.SIZE in bytes of those uids that are there: what a letter weighs before it is downloaded."""
        unknown = [uid for uid in uids if uid not in self._sizes]
        for start in range(0, len(unknown), _BATCH_COUNT):
            found = commands.fetch(self._opened, unknown[start : start + _BATCH_COUNT], "(UID RFC822.SIZE)")
            self._sizes.update({uid: answer.size for uid, answer in found.items() if answer.size is not None})
        return {uid: self._sizes[uid] for uid in uids if uid in self._sizes}

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched]:
        """Hands out exactly one Fetched for each asked uid, in the order asked, one letter at a time (I8, I9, I13).

        A letter that breaks the connection costs that letter a retry, not the ones behind it.

        Raises:
            DeadlinePassed, Unreachable: what was handed out is good, the rest was not fetched.
        """
        wanted = list(dict.fromkeys(uids))
        for start in range(0, len(wanted), _SLICE):
            yield from self._fetch_slice(wanted[start : start + _SLICE])

    def _fetch_slice(self, wanted: Sequence[int]) -> Iterator[Fetched]:
        for batch in batches(wanted, self.sizes(wanted), max_bytes=_BATCH_BYTES, max_count=_BATCH_COUNT):
            whole = self._bodies(batch)
            present = commands.present(self._opened, [uid for uid in batch if uid not in whole])
            for uid in batch:
                answer = whole.pop(uid, None)
                if answer is None and uid in present and len(batch) > 1:
                    answer = self._bodies((uid,)).get(uid)
                yield self._fetched(uid, answer, present=uid in present)

    def message_ids(self, folder: str, newest: int) -> frozenset[str] | None:
        """The Message-IDs of so many of the folder's newest letters; None when there is no such folder.

        Looks by fetching headers, since SEARCH by header cannot be trusted (I6). Another folder is open afterwards.
        """
        if not self._exists(folder):
            return None
        exists = self._examine(folder)
        if exists == 0:
            return frozenset()
        found = commands.message_ids(self._opened, max(1, exists - newest + 1), exists)
        return frozenset(word.decode("ascii", "replace") for word in found)

    def close(self) -> None:
        """Ends the connection; errors no longer matter."""
        self._link.close()

    @property
    def _opened(self) -> Link:
        if self._folder is None:
            raise RuntimeError("open a folder first")
        return self._link

    def _exists(self, folder: str) -> bool:
        return folder.upper() == "INBOX" or folder in self._names

    def _examine(self, folder: str) -> int:
        """Opens a folder and returns the number of letters in it."""
        self._folder, self._sizes = None, {}
        try:
            exists, self._uidvalidity = commands.examine(self._link, folder)
        except ServerRefused as refusal:
            if self._exists(folder):
                raise
            raise FolderMissing(self._account, folder) from refusal
        self._folder = folder
        return exists

    def _bodies(self, batch: Sequence[int]) -> dict[int, Answer]:
        """The whole letters among `batch`; none of them when the connection broke and was made anew.

        In company a letter must also weigh what the server said it does, for a miscounted literal swallows the next
        answer; alone it is taken as it comes, since some servers' RFC822.SIZE is never right.
        """
        try:
            found = commands.fetch(self._opened, batch, "(UID INTERNALDATE BODY.PEEK[])")
        except Unreachable as fault:
            self._renew(fault)
            return {}
        whole = {uid: answer for uid, answer in found.items() if answer.body is not None}
        if len(batch) == 1:
            return whole
        return {uid: answer for uid, answer in whole.items() if len(answer.body or b"") == self._sizes.get(uid)}

    def _renew(self, fault: Unreachable) -> None:
        """A new connection to the same folder, unless too many were lost already or the folder is not the same."""
        folder, uidvalidity = self._folder, self._uidvalidity
        if self._renewals >= self._RENEWALS or folder is None:
            raise fault
        self._renewals += 1
        _log.warning("mailbox.connection_renewed", cause=fault.cause, detail=fault.detail, folder=folder)
        self._link.close()
        self._link = Link(self._account, self._deadline)
        if self.open(folder) != uidvalidity:
            raise fault

    def _fetched(self, uid: int, answer: Answer | None, *, present: bool) -> Fetched:
        if answer is None or answer.body is None:
            outcome = "retry" if present else "gone"
            _log.info("mailbox.letter_not_fetched", folder=self._folder, uid=uid, outcome=outcome)
            return Fetched(uid=uid, letter=None, outcome=outcome)
        letter = RawLetter(
            folder=self._folder or "",
            uidvalidity=self._uidvalidity,
            uid=uid,
            arrived_at=answer.arrived_at or datetime.now(UTC),  # a server without a date: the moment it was fetched
            raw=answer.body,
        )
        return Fetched(uid=uid, letter=letter, outcome="got")


@contextmanager
def connect(account: ImapAccount, *, deadline_seconds: float = 300) -> Iterator[MailboxSession]:
    """One short connection: logged in, introduced by ID, closed on leaving; all of it within the deadline.

    Raises:
        MailboxFault: one of its kinds; `.advice` says in Chinese what to do.
    """
    session = MailboxSession(account, time.monotonic() + deadline_seconds)
    try:
        yield session
    finally:
        session.close()
