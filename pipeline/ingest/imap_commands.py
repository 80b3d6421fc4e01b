"""The few IMAP commands the desk uses, each bounded and read in full; none of them changes anything (mail.md I6-I8)."""

from collections.abc import Sequence

from pipeline.ingest.imap_faults import ServerRefused, UnsafeLogin
from pipeline.ingest.imap_lines import Answer, answers, folder_names, numbers, uid_set
from pipeline.ingest.imap_link import Link, answer_words


def list_folders(link: Link) -> list[str]:
    """The names of all folders that can be opened.

    Raises:
        ServerRefused: not told; a folder that is polled would be passed over in silence.
    """
    with link.talking():
        status, data = link.client.list()
    if status != "OK":
        raise ServerRefused(link.account, answer_words(status, data))
    return folder_names(data)


def examine(link: Link, folder: str) -> tuple[int, int]:
    """Opens a folder read-only, with ID once more when the server calls the login unsafe (I1).

    Returns:
        The number of letters in it, and its UIDVALIDITY (0 when the server tells none).

    Raises:
        UnsafeLogin: refused although ID was sent twice.
        ServerRefused: refused for another reason; most often there is no such folder.
    """
    try:
        return _examine(link, folder)
    except ServerRefused as refusal:
        if not _unsafe(refusal):
            raise
    link.introduce()
    try:
        return _examine(link, folder)
    except ServerRefused as refusal:
        if not _unsafe(refusal):
            raise
        raise UnsafeLogin(link.account, refusal.detail) from refusal


def _examine(link: Link, folder: str) -> tuple[int, int]:
    with link.talking():
        exists = link.mailbox.folder.set(folder, readonly=True)[1]
        uidvalidity = link.client.response("UIDVALIDITY")[1]
        return int(exists[-1] or 0), int(uidvalidity[-1] or 0)


def _unsafe(refusal: ServerRefused) -> bool:
    return "unsafe login" in refusal.detail.lower()


def search(link: Link, criteria: str) -> list[int]:
    """UID SEARCH without a charset; the uids ascending. Only uid ranges and ALL are safe to ask for (I6)."""
    with link.talking():
        status, data = link.client.uid("SEARCH", criteria)
    if status != "OK":
        raise ServerRefused(link.account, answer_words(status, data))
    return numbers(data)


def present(link: Link, uids: Sequence[int]) -> set[int]:
    """Those of `uids` that are in the open folder now."""
    if not uids:
        return set()
    with link.talking():
        link.client.noop()  # lets the server tell what was expunged meanwhile
    return set(search(link, f"UID {uid_set(uids)}")) & set(uids)


def fetch(link: Link, uids: Sequence[int], items: str) -> dict[int, Answer]:
    """UID FETCH, by uid; of several answers for one uid the first with a body. Answers for other uids are dropped.

    A refusal gives what came before it: the caller accounts for every uid anyway (I9).
    """
    client = link.client
    client.untagged_responses.pop("FETCH", None)  # what came unasked before this command
    try:
        with link.talking():
            status, data = client.uid("FETCH", uid_set(uids), items)
    except ServerRefused:
        status, data = "BAD", []
    if status != "OK":
        data = client.untagged_responses.pop("FETCH", [])
    found: dict[int, Answer] = {}
    for answer in answers(data):
        uid = answer.uid
        if uid is not None and uid in uids and (uid not in found or found[uid].body is None):
            found[uid] = answer
    return found


def message_ids(link: Link, first: int, last: int) -> set[bytes]:
    """The Message-IDs of the letters with these sequence numbers in the open folder.

    Raises:
        ServerRefused: not told; none of them can be called absent.
    """
    with link.talking():
        status, data = link.client.fetch(f"{first}:{last}", "(BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")
    if status != "OK":
        raise ServerRefused(link.account, answer_words(status, data))
    return {word for line in data if isinstance(line, tuple) for word in line[1].split()}
