"""Which letters to ask for, and how many at a time: the arithmetic of the cursor (mail.md I4, I5, I9). Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence


def plan_uids(
    last_uid: int, server_uids: Collection[int], known_uids: Collection[int], *, rescan: bool = False
) -> list[int]:
    """The uids to fetch, ascending.

    An ordinary poll takes what lies behind the cursor; a re-scan takes whatever the folder holds and the
    record does not. A changed UIDVALIDITY makes `last_uid` 0 and `known_uids` empty: all is new again, and the
    letters' sha256 keeps them from counting twice.
    """
    fresh = set(server_uids) - set(known_uids)
    return sorted(uid for uid in fresh if uid > 0 and (rescan or uid > last_uid))


def batches(
    uids: Sequence[int], sizes: Mapping[int, int], *, max_bytes: int, max_count: int
) -> Iterator[tuple[int, ...]]:
    """Cuts `uids`, in their order, into what one command asks for; a letter over `max_bytes` goes alone.

    A uid without a size counts as `max_bytes`: what is unknown is not lumped together.
    """
    batch: list[int] = []
    weight = 0
    for uid in uids:
        size = sizes.get(uid, max_bytes)
        if batch and (weight + size > max_bytes or len(batch) >= max_count):
            yield tuple(batch)
            batch, weight = [], 0
        batch.append(uid)
        weight += size
    if batch:
        yield tuple(batch)
