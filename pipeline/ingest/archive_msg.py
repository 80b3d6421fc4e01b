"""A letter saved by Outlook (.msg, MS-OXMSG): its files, and its text as a file of its own."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.archive_members import Budget, Member, clean_path
from pipeline.ingest.charset import decode
from pipeline.ingest.saved_words import whole_text
from pipeline.ingest.trouble import DAMAGED, OVER_LIMIT, Unreadable
from pipeline.settings.values import Limits

_INNER = r"(?:__attach_version1\.0_#[0-9a-f]{8}/__substg1\.0_3701000d/)"  # a letter as a file in a letter
_ATTACHMENT = re.compile(rf"({_INNER}{{0,8}}__attach_version1\.0_#[0-9a-f]{{8}}/)__substg1\.0_37010102", re.I)
_WORDS = re.compile(rf"({_INNER}{{0,8}})__substg1\.0_(?:0037001[ef]|1000001[ef]|10130102|1013001[ef]|10090102)", re.I)
_LONG_NAME, _SHORT_NAME, _SUBJECT, _BODY, _HTML, _RTF = "3707", "3704", "0037", "1000", "1013", "1009"
_TEXT_NAME = "letter.txt"
_Found = tuple[str, bytes]


def members_of_msg(content: bytes, _name: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files in a .msg and in the letters in it, each letter's after its subject and text; as archive.members."""
    from doc2docx.cfb import CompoundFile, CompoundFileLimits
    from doc2docx.errors import Doc2DocxError

    most = CompoundFileLimits(max_input_bytes=limits.part_bytes, max_stream_bytes=limits.part_bytes)
    try:
        found = list(_found(CompoundFile(content, limits=most), limits, budget.entries))
    except (Doc2DocxError, ValueError, LookupError) as fault:
        raise Unreadable(DAMAGED, repr(fault)[:200]) from fault
    for path, data in found:
        budget.enter()
        if len(data) > budget.most(limits):
            raise Unreadable(OVER_LIMIT, "bytes")
        budget.take(len(data))
        yield Member(path, data, len(data))


def _found(opened: Any, limits: Limits, most: int) -> Iterator[_Found]:
    """Texts and files, one more than `most` at most."""
    paths = {entry.path.casefold(): entry.path for entry in opened.entries}

    def stream(path: str) -> bytes:
        real = paths.get(path.casefold())
        return bytes(opened.open_stream(real)) if real is not None else b""

    def words(folder: str, tag: str) -> str:
        unicode, coded = stream(f"{folder}__substg1.0_{tag}001F"), stream(f"{folder}__substg1.0_{tag}001E")
        return (unicode.decode("utf-16-le", "replace") or decode(coded)[0]).rstrip("\0").strip()

    letters = dict.fromkeys(matched[1] for matched in map(_WORDS.fullmatch, paths) if matched)
    for folder in list(letters)[: most + 1]:
        html = stream(f"{folder}__substg1.0_{_HTML}0102") or words(folder, _HTML).encode()
        rtf = stream(f"{folder}__substg1.0_{_RTF}0102")
        text = whole_text((words(folder, _SUBJECT), words(folder, _BODY)), html, rtf, limits)
        yield from [(_TEXT_NAME, text)] if text else []
    files = [matched for matched in map(_ATTACHMENT.fullmatch, paths) if matched]
    for matched in files[: most + 1]:
        name = words(matched[1], _LONG_NAME) or words(matched[1], _SHORT_NAME)
        yield clean_path(name) or "file", stream(matched[0])
