"""Where a phrase is left in a data folder, however it is written: in files, within zips, mails and databases."""

import base64
import io
import json
import quopri
import sqlite3
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import quote

_TELLING = 6  # bytes: shorter ones are found by chance
_CODES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def forms(phrase: str) -> set[bytes]:
    """The phrase as bytes in every writing that is looked for."""
    found = {phrase.encode(code) for code in _CODES}
    for coded in tuple(found):
        found |= set(_base64(coded)) | {quopri.encodestring(coded).strip(), quote(coded).encode(), coded.hex().encode()}
    found |= {phrase.encode("unicode_escape"), json.dumps(phrase)[1:-1].encode()}
    found |= {"".join(f"&#{ord(one)};" for one in phrase).encode()}
    return {one for one in found if len(one) >= _TELLING}


def traces(folder: Path, phrase: str) -> list[str]:
    """Every file outside sealed/ that holds the phrase, with where in it."""
    wanted = forms(phrase)
    found = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if any(one in name.encode() for one in wanted):
            found.append(f"name of {name}")
        if path.is_file() and not name.startswith("sealed/"):
            found += [where for where, content in _contents(name, path) if any(one in content for one in wanted)]
    return found


def _contents(name: str, path: Path) -> Iterator[tuple[str, bytes]]:
    content = path.read_bytes()
    yield from unpacked(name, content)
    if content.startswith(b"SQLite format 3"):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                for row in database.execute(f'SELECT * FROM "{table}"'):
                    for cell in row:
                        yield from _cell(f"{name}:{table}", cell)
        database.close()


def _cell(where: str, cell: object) -> Iterator[tuple[str, bytes]]:
    if isinstance(cell, str):
        yield where, cell.encode("utf-8", "surrogatepass")
    elif isinstance(cell, bytes):
        yield from unpacked(where, cell)
        if b"Message-ID" in cell[:4096]:
            mail = message_from_bytes(cell, policy=policy.default)
            yield f"{where} subject", str(mail["Subject"]).encode()
            for part in mail.walk():
                if not part.is_multipart():
                    yield from unpacked(f"{where} {part.get_filename()}", part.get_payload(decode=True) or b"")


def unpacked(where: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The content, and that of a zip's members."""
    yield where, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield f"{where}!{member.filename}", archive.read(member)


def _base64(coded: bytes) -> Iterator[bytes]:
    """Base64 of the bytes wherever they begin, without what their neighbours have a share in."""
    for before in range(3):
        text = base64.b64encode(b"\0" * before + coded)
        yield text[(0, 2, 3)[before] : len(text) - 4]
