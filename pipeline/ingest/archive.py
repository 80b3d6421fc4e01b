"""Archives opened within limits (mail.md L8): names in them are metadata, nothing is unpacked to disk."""

from collections.abc import Iterator

from pipeline.ingest.archive_7z import members_of_7z
from pipeline.ingest.archive_members import Budget, Member
from pipeline.ingest.archive_msg import members_of_msg
from pipeline.ingest.archive_rar import members_of_rar
from pipeline.ingest.archive_tar import members_of_gz, members_of_tar
from pipeline.ingest.archive_tnef import members_of_tnef
from pipeline.ingest.archive_zip import members_of_zip
from pipeline.settings.values import Limits

_READERS = {
    "zip": members_of_zip,
    "rar": members_of_rar,
    "7z": members_of_7z,
    "tar": members_of_tar,
    "gz": members_of_gz,
    "tnef": members_of_tnef,
    "msg": members_of_msg,
}
KINDS = frozenset(_READERS)


def members(content: bytes, kind: str, name: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files in an archive, in its order; folders, links and the litter of file managers left out.

    Args:
        content: the archive.
        kind: one of `KINDS`.
        name: of the archive's file, which a .gz may hold no other for.
        limits: what one member may cost.
        budget: what is left for all archives of the letter; it is drawn on.

    Raises:
        Unreadable: the whole is damaged or locked, or the budget ran out; what was yielded before stands.
    """
    return _READERS[kind](content, name, limits, budget)
