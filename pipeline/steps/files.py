"""Letters in files: .eml, .mbox, Maildir, folders of them (design.md §5, `check`)."""

import mailbox
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.ingest.letter import strip_mbox_line

_MAILDIR = ("cur", "new")
_LETTERS = (".eml", ".mbox")
_BEGINNING = 65_536  # bytes: servers may have put many lines of their own before those we know
_HEADER = re.compile(
    rb"^(?:From|To|Cc|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, kw_only=True)
class LetterFile:
    """A letter found in a file."""

    name: str  # the path as found; x.mbox#3 in a mailbox file
    raw: bytes = field(repr=False)


class NoSuchFile(Exception):  # noqa: N818 - told to a person
    """A path that was given is not there; the message is the path."""


class NoLetter(Exception):  # noqa: N818 - told to a person
    """A file that was given is no letter (a Word file, a picture); the message is the path."""


def letters_in(paths: Sequence[Path]) -> Iterator[LetterFile]:
    """Every letter in the files and folders given, folders in the order of their names.

    A file is a mailbox only by its suffix .mbox; elsewhere a leading `From ` line is skipped. A file is a letter by its
    suffix .eml or by the headers it begins with.

    Raises:
        NoSuchFile: a path is neither a file nor a folder.
        NoLetter: a file that was named does not begin as a letter does.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        elif path.is_file():
            if path.suffix.lower() not in _LETTERS and not _begins_as_a_letter(path):
                raise NoLetter(str(path))
            yield from _in_file(path)
        else:
            raise NoSuchFile(str(path))


def _in_folder(folder: Path) -> Iterator[LetterFile]:
    if all((folder / sub).is_dir() for sub in _MAILDIR):
        files = sorted(f for sub in _MAILDIR for f in (folder / sub).iterdir() if f.is_file())
        yield from (LetterFile(name=str(f), raw=strip_mbox_line(f.read_bytes())) for f in files)
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from _in_folder(path)
        elif path.suffix.lower() in _LETTERS:
            yield from _in_file(path)


def _begins_as_a_letter(path: Path) -> bool:
    with path.open("rb") as file:
        return bool(_HEADER.search(file.read(_BEGINNING)))


def _in_file(path: Path) -> Iterator[LetterFile]:
    if path.suffix.lower() != ".mbox":
        yield LetterFile(name=str(path), raw=strip_mbox_line(path.read_bytes()))
        return
    box = mailbox.mbox(str(path), create=False)
    try:
        for place, key in enumerate(box.iterkeys(), 1):
            yield LetterFile(name=f"{path}#{place}", raw=box.get_bytes(key))
    finally:
        box.close()
