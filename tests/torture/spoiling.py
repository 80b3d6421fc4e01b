"""Good letters and files spoilt along their structure: headers, boundaries, codings, members of packages, XML."""

import base64
import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Spoil = Callable[[bytes, random.Random], bytes]
LETTERS = Path(__file__).resolve().parents[1] / "letters"
_NASTY = (
    b"\0", b"\xff\xfe", b"\r", b"\n", b"\r\n\r\n", b"--", b'"', b"'", b"=?gbk?B?", b"?=", b";", b"%", b"\\", b"(", b"<",
    b"&#9999999999;", b"../", b"=0D=0A", b"\xe7\xa7\x98", b"\xc3\xdc", b"A" * 5_000,
    b"Content-Type: message/rfc822\r\n",
)  # fmt: skip
_CODINGS = (b"base64", b"quoted-printable", b"8bit", b"x-uuencode", b"base64 ", b"binary", b"nonsense")
_TYPES = (
    b"text/plain", b"text/html", b"multipart/mixed; boundary=x", b"message/rfc822", b"application/ms-tnef",
    b"image/jpeg", b"application/zip", b"multipart/alternative", b"application/msword",
    b"text/plain; charset=utf-7", b"",
)  # fmt: skip


def golden() -> tuple[bytes, ...]:
    """The golden letters, which all are good to begin with."""
    return tuple(path.read_bytes() for path in sorted(LETTERS.glob("*.eml")))


def files() -> dict[str, bytes]:
    """Documents, archives and pictures of every kind that the golden letters carry, by file name."""
    found = (path for path in sorted((LETTERS / "files").rglob("*")) if path.is_file() and path.suffix != ".md")
    return {path.name: path.read_bytes() for path in found}


def as_letter(name: str, content: bytes) -> bytes:
    """A piece with this file."""
    head = (
        "From: zuojiatang@yuhua.test\r\nTo: office@yuhua.test\r\nSubject: =?utf-8?B?"
        + base64.b64encode("2020年度+左家塘+走访慰问".encode()).decode()
        + f'?=\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream; name="{name}"\r\n'
        + "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(content)


def _bytes(raw: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, anywhere."""
    spoilt = bytearray(raw)
    for _ in range(chance.choice((1, 3, 40))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _put_in(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(_NASTY) * chance.choice((1, 1, 30)) + raw[at:]


def _cut_out(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + raw[at + chance.choice((1, 2, 77, 4_000)) :]


def _twice(raw: bytes, chance: random.Random) -> bytes:
    """A stretch that comes twice: headers, parts, boundaries."""
    at = chance.randrange(len(raw))
    stretch = raw[at : at + chance.choice((80, 900, 9_000))]
    return raw[:at] + stretch * chance.choice((1, 2, 20)) + raw[at:]


def _lines(raw: bytes, chance: random.Random) -> bytes:
    """Lines changed places, or were lost."""
    lines = raw.split(b"\r\n")
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a] if chance.random() < 0.7 else b""
    return b"\r\n".join(lines)


def _coding(raw: bytes, chance: random.Random) -> bytes:
    return _swapped(raw, chance, rb"(?i)(content-transfer-encoding:\s*)([^\r\n]*)", _CODINGS)


def _type(raw: bytes, chance: random.Random) -> bytes:
    return _swapped(raw, chance, rb"(?i)(content-type:\s*)([^\r\n]*)", _TYPES)


def _boundary(raw: bytes, chance: random.Random) -> bytes:
    return _swapped(raw, chance, rb'(boundary="?)([^"\r\n;]*)', (b"", b"x", b"-", b"a" * 300, b"\xff", b"--"))


def _ends(raw: bytes, chance: random.Random) -> bytes:
    return raw.replace(b"\r\n", chance.choice((b"\n", b"\r", b"\r\r\n", b"\r\n\r\n")))


def _swapped(raw: bytes, chance: random.Random, pattern: bytes, others: Sequence[bytes]) -> bytes:
    found = list(re.finditer(pattern, raw))
    if not found:
        return _bytes(raw, chance)
    one = chance.choice(found)
    return raw[: one.start(2)] + chance.choice(others) + raw[one.end(2) :]


def _member(raw: bytes, chance: random.Random) -> bytes:
    """A package (.docx, .odt, .xlsx, .zip) written anew with one member spoilt, lost, twice, or swollen."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as opened:
            held = [(info.filename, opened.read(info)) for info in opened.infolist()]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, NotImplementedError, OSError):
        return _bytes(raw, chance)
    if not held:
        return raw
    at = chance.randrange(len(held))
    name, content = held[at]
    spoil = chance.choice((_xml, _xml, _bytes, _put_in, _cut_out, _twice))
    held[at] = (name, spoil(content, chance) if content else b"<a>")
    if chance.random() < 0.15:
        held.append(held[chance.randrange(len(held))])
    if chance.random() < 0.1:
        del held[at]
    out = io.BytesIO()
    kind = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", kind) as made:
        warnings.simplefilter("ignore")  # a name that comes twice is meant
        for each, inside in held:
            made.writestr(each, inside)
    return out.getvalue()


def _xml(raw: bytes, chance: random.Random) -> bytes:
    """XML with an element lost, doubled a thousandfold, nested, given a DTD, or pointing elsewhere."""
    tags = list(re.finditer(rb"<[^>]{1,200}>", raw))
    if not tags:
        return _bytes(raw, chance)
    one = chance.choice(tags)
    made = chance.choice((
        b"", one[0] * 2, one[0] * 3_000, b"<a>" * 2_000, b"<!-- -->", b"<![CDATA[", b"&unknown;", b'<?x y="z"?>',
        one[0].replace(b'"', b""), re.sub(rb'"[^"]*"', b'"99999999999"', one[0]),
        re.sub(rb'"[^"]*"', b'"http://127.0.0.1:9/x"', one[0]),
        b'<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;&b;">]>',
    ))  # fmt: skip
    return raw[: one.start()] + made + raw[one.end() :]


OF_LETTERS: tuple[Spoil, ...] = (
    _bytes, _put_in, _cut_out, _twice, _lines, _coding, _type, _boundary, _ends,
)  # fmt: skip
OF_FILES: tuple[Spoil, ...] = (_member, _member, _bytes, _put_in, _cut_out, _twice)


def spoilt_letters(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Golden letters spoilt once to four times."""
    chance, good = random.Random(seed), golden()
    for number in range(count):
        raw = chance.choice(good)
        for _ in range(chance.choice((1, 1, 2, 4))):
            raw = chance.choice(OF_LETTERS)(raw, chance) or b"\n"
        yield f"letter-{seed}-{number}", raw


def spoilt_files(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Letters whose one file is spoilt."""
    chance, good = random.Random(seed), sorted(files().items())
    for number in range(count):
        name, content = good[number % len(good)]
        for _ in range(chance.choice((1, 1, 2, 4))):
            content = chance.choice(OF_FILES)(content, chance) or b"x"
        yield f"file-{seed}-{number}-{name}", as_letter(name, content)


def cut_letters(raw: bytes, step: int = 1) -> Iterator[tuple[str, bytes]]:
    """A good letter cut off at every so many per cent of its length."""
    for share in range(0, 100, step):
        yield f"cut-{share}", raw[: len(raw) * share // 100] or b"\n"
