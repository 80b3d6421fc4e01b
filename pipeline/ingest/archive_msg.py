"""A letter saved by Outlook (.msg, MS-OXMSG): its files, and its text as a file of its own."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.archive_members import Budget, Member, clean_path
from pipeline.ingest.charset import decode
from pipeline.ingest.trouble import DAMAGED, OVER_LIMIT, Unreadable
from pipeline.settings.values import Limits

_ATTACHMENT = re.compile(r"(__attach_version1\.0_#[0-9a-f]{8})/__substg1\.0_37010102", re.I)
_LONG_NAME, _SHORT_NAME, _SUBJECT, _BODY = "3707", "3704", "0037", "1000"
_TEXT_NAME = "letter.txt"


def members_of_msg(content: bytes, _name: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files in a .msg, after its subject and text; as archive.members."""
    from doc2docx.cfb import CompoundFile, CompoundFileLimits
    from doc2docx.errors import Doc2DocxError

    most = CompoundFileLimits(max_input_bytes=limits.part_bytes, max_stream_bytes=limits.part_bytes)
    try:
        opened = CompoundFile(content, limits=most)
        text = "\n".join(filter(None, (_text(opened, "", _SUBJECT), _text(opened, "", _BODY))))
        found = [(_TEXT_NAME, text.encode())] if text else []
        for entry in opened.entries:
            matched = _ATTACHMENT.fullmatch(entry.path)
            if matched:
                folder = f"{matched[1]}/"
                name = _text(opened, folder, _LONG_NAME) or _text(opened, folder, _SHORT_NAME)
                found.append((clean_path(name) or "file", opened.open_stream(entry.path)))
    except (Doc2DocxError, ValueError, LookupError) as fault:
        raise Unreadable(DAMAGED, repr(fault)[:200]) from fault
    for path, data in found:
        budget.enter()
        if len(data) > budget.most(limits):
            raise Unreadable(OVER_LIMIT, "bytes")
        budget.take(len(data))
        yield Member(path, data, len(data))


def _text(opened: Any, folder: str, tag: str) -> str:
    """A property's text, Unicode (001F) or in the sender's own code page (001E)."""
    names = {entry.path.casefold(): entry.path for entry in opened.entries}
    for kind, told in (("001f", lambda raw: raw.decode("utf-16-le", "replace")), ("001e", lambda raw: decode(raw)[0])):
        path = names.get(f"{folder}__substg1.0_{tag}{kind}".casefold())
        if path is not None:
            return str(told(opened.open_stream(path))).rstrip("\0").strip()
    return ""
