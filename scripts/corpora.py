"""Read letters and files of collections that others wrote: no crash, no lost part.

    python scripts/corpora.py FOLDER|ARCHIVE…

Every file that looks like a letter is read twice, with LF and with CRLF, by the limited children; documents, archives
and pictures are read as the one file of a letter. A part is lost when the standard library finds a leaf with content
that we do not name (line ends apart); what differs is printed, and the end is then a failure.
"""

import argparse
import base64
import hashlib
import re
import shutil
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_ROOT))

from pipeline.ingest.readers import Readers, ReadingFailed  # noqa: E402
from pipeline.settings.values import Limits  # noqa: E402

_FIELD = re.compile(rb"(?im)^(from|to|subject|date|received|mime-version|content-type|message-id|return-path)[ \t]*:")
_LETTERS = {".eml", ".txt", ".mail", ".mbox", ""}
_FILES = {
    *(
        ".doc",
        ".docx",
        ".docm",
        ".dot",
        ".rtf",
        ".odt",
        ".pdf",
        ".xls",
        ".xlsx",
        ".xlsm",
        ".msg",
        ".dat",
        ".htm",
        ".html",
        ".mht",
    ),
    *(".zip", ".rar", ".7z", ".gz", ".tar", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".avif"),
    *(".heic", ".psd", ".ppt", ".pptx", ".xml"),
}
_MOST = 5_000_000  # bytes of a letter


def main() -> int:
    """Read them all; 1 when anything was lost."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("collections", nargs="+", type=Path)
    wanted = asked.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="baosong-corpora-") as folder, Readers(Limits(), 2) as readers:
        for collection in wanted.collections:
            found, kinds = Counter[str](), Counter[str]()
            for name, raw in things_in(collection):
                for line_end, content in _tellings(name, raw):
                    found["read"] += 1
                    said, troubles = _try(readers, content, Path(folder))
                    kinds.update(troubles)
                    found.update(said)
                    for complaint in said:
                        print(f"  {collection.name} {name} ({line_end}): {complaint}")
            wrong += sum(found.values()) - found["read"]
            named = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
            complaints = sum(found.values()) - found["read"]
            print(f"{collection.name}: {found['read']} read, {complaints} complaints; named: {named}")
    return int(wrong > 0)


def _tellings(name: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    """A letter with either line end; any other file as the one file of a letter."""
    if _is_letter(name, raw):
        yield "LF", raw.replace(b"\r\n", b"\n")
        yield "CRLF", raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    else:
        head = f"From: a@b.test\r\nSubject: s\r\nContent-Type: application/octet-stream; name=a{Path(name).suffix}\r\n"
        coded = base64.encodebytes(raw).replace(b"\n", b"\r\n")
        yield "file", head.encode() + b"Content-Transfer-Encoding: base64\r\n\r\n" + coded


def things_in(collection: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file that is a letter, a document, an archive or a picture."""
    if collection.is_dir():
        paths = (path for path in sorted(collection.rglob("*")) if path.is_file())
        files = ((str(path.relative_to(collection)), path.read_bytes()) for path in paths)
        yield from (one for one in files if _is_wanted(*one))
        return
    if zipfile.is_zipfile(collection):
        yield from _in_zip(collection)
        return
    with tarfile.open(collection) as archive:
        for info in archive:
            stream = archive.extractfile(info) if info.isreg() and info.size < _MOST else None
            content = stream.read() if stream is not None else b""
            if _is_wanted(info.name, content):
                yield info.name, content


def _in_zip(collection: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(collection) as archive:
        for info in archive.infolist():
            if info.file_size < _MOST and _is_wanted(info.filename, content := archive.read(info)):
                yield info.filename, content


def _is_wanted(name: str, content: bytes) -> bool:
    return bool(content) and (Path(name).suffix.lower() in _FILES or _is_letter(name, content))


def _is_letter(name: str, content: bytes) -> bool:
    head = content[:4_000].partition(b"\n\n")[0]
    return Path(name).suffix.lower() in _LETTERS and len({m.lower() for m in _FIELD.findall(head)}) >= 2


def _try(readers: Readers, raw: bytes, folder: Path) -> tuple[list[str], list[str]]:
    """What is to be complained of in the reading of one letter; the troubles by which its parts are named."""
    path, scratch = folder / "raw.eml", folder / "scratch"
    path.write_bytes(raw)
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        letter = readers.read(path, scratch)
    except ReadingFailed as failed:
        return [f"given up: {failed.reason} {failed.traceback_text[-300:]}"], []
    faults = [
        part.trouble.detail[-300:] for part in letter.parts if part.trouble and "Traceback" in part.trouble.detail
    ]
    said = [f"a fault of ours: {faults}"] if "reader_fault" in letter.defects else []
    known = {_marked((scratch / part.sha256).read_bytes()) for part in letter.parts}
    lost = ((kind, one) for kind, one in _leaves(raw) if _marked(one) not in known)
    troubles = [f"{part.type} {part.trouble.code}" for part in letter.parts if part.trouble is not None]
    problems = [f"{part.type} {part.picture.problem}" for part in letter.parts if part.picture and part.picture.problem]
    return said + [f"lost {kind} of {len(one)} bytes" for kind, one in lost], troubles + problems


def _marked(content: bytes) -> str:
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _leaves(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The leaves that the standard library finds, but body texts, whose coding it could undo, outside inner letters."""
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        yield from _below(message)
    except (ValueError, LookupError, AttributeError, TypeError):
        return  # the library's own trouble


def _below(message: Message) -> Iterator[tuple[str, bytes]]:
    if message.is_multipart():
        if message.get_content_type() != "message/rfc822":
            for part in message.get_payload():
                yield from _below(part)  # type: ignore[arg-type]
        return
    named = message.get_filename() or message.get_content_disposition() == "attachment"
    if named or message.get_content_maintype() not in {"text", "message", "multipart"}:
        content = message.get_payload(decode=True)
        if isinstance(content, bytes) and content and not message.defects:
            yield message.get_content_type(), content


if __name__ == "__main__":
    sys.exit(main())
