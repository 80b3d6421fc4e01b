"""winmail.dat: what Outlook packs a letter's text and files into when it writes to Exchange (MS-OXTNEF)."""

from collections.abc import Iterator

from pipeline.ingest.archive_members import Budget, Member, clean_path
from pipeline.ingest.saved_words import whole_text
from pipeline.ingest.tnef import Tnef, read_tnef, words_of
from pipeline.ingest.trouble import OVER_LIMIT, Unreadable
from pipeline.settings.values import Limits

TEXT_NAME = "letter.txt"


def members_of_tnef(content: bytes, _name: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files in a winmail.dat, after its text where it has one; as archive.members."""
    opened = read_tnef(content, budget.entries)
    text = _text(opened, limits)
    found = [(TEXT_NAME, text)] if text else []
    for name, data in (*found, *((one.name, one.content) for one in opened.files)):
        budget.enter()
        if len(data) > budget.most(limits):
            raise Unreadable(OVER_LIMIT, "bytes")
        budget.take(len(data))
        yield Member(clean_path(name) or "file", data, len(data))


def _text(opened: Tnef, limits: Limits) -> bytes:
    html, rtf = (value if isinstance(value, bytes) else value.encode() for value in _dressed(opened))
    return whole_text((words_of(opened.words.get(tag, "")) for tag in (0x0037, 0x1000)), html, rtf, limits)


def _dressed(opened: Tnef) -> tuple[bytes | str, bytes | str]:
    return opened.words.get(0x1013, b""), opened.words.get(0x1009, b"")
