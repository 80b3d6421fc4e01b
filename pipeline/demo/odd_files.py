"""Files as they come when something went wrong, or from other programs than Word: made by hand, byte by byte."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from random import Random
from time import gmtime

from PIL import Image, ImageDraw, ImageFilter, ImageFont

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LARGE = 4096  # bytes from which on a stream lies in sectors of its own (MS-CFB 2.2)
_FACE = ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf")
_PAGE = (827, 1169)  # pixels: A4 at 100 to the inch
_LINE, _ROW = 44, 130  # pixels from line to line, and of a form's row
_WHITE = 246
_THEN = gmtime(315_532_800)  # the same bytes each time
_AGILE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"><keyData saltSize="16" blockSize="16"'
    b' keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"/>'
    b"</encryption>"
)


def locked_word(seed: str) -> bytes:
    """A Word file with a password: an OLE2 file with the two streams of MS-OFFCRYPTO, its content noise."""
    noise = Random(seed).randbytes(24_000)  # noqa: S311 - no secret
    info = struct.pack("<HHI", 4, 4, 0x40) + _AGILE
    return _ole({"EncryptionInfo": info.ljust(_LARGE), "EncryptedPackage": noise})


def cut_off(content: bytes, share: float = 0.6) -> bytes:
    """The beginning of a file whose transfer broke off."""
    return content[: int(len(content) * share)]


def damaged_word(content: bytes) -> bytes:
    """A Word file with a hole torn into the middle and its end gone."""
    half = len(content) // 2
    return content[:half] + bytes(64) + content[half + 700 : -400]


_TEMPLATE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    'Target="http://templates.example.test/a.dotm" TargetMode="External"/></Relationships>'
)


def with_macros(content: bytes) -> bytes:
    """The same Word file with a project of macros in it, and a template that lies elsewhere."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(zipfile.ZipInfo("word/_rels/settings.xml.rels"), _TEMPLATE)
        package.writestr(zipfile.ZipInfo("word/vbaProject.bin"), _ole({"VBA": bytes(_LARGE)}))
    return out.getvalue()


def rich_text(lines: Sequence[str]) -> bytes:
    r"""RTF, as WPS and old Word save it under a name ending in .doc; Chinese as \u with a GBK fall-back."""
    paragraphs = "".join(f"\\pard {''.join(map(_rtf_char, line))}\\par\n" for line in lines)
    font = r"{\fonttbl{\f0\fnil\fcharset134 FangSong_GB2312;}}"
    return f"{{\\rtf1\\ansi\\ansicpg936\\deff0{font}\\f0\\fs32\n{paragraphs}}}".encode("ascii")


def scanned_pdf(lines: Sequence[str]) -> bytes:
    """A one-page PDF that is nothing but a picture of a paper, a little askew, as a scanner makes it."""
    paper = _printed(_wrapped(lines))
    out = io.BytesIO()
    scanned = paper.rotate(0.7, Image.Resampling.BILINEAR, fillcolor=_WHITE)
    scanned.save(out, "PDF", quality=60, resolution=100, creationDate=_THEN, modDate=_THEN)
    return out.getvalue()


def shaken_form(rows: Sequence[tuple[str, str]]) -> bytes:
    """Form 2 on paper, photographed with a shaking hand: a JPEG that is seen to be a form, and cannot be read."""
    paper = _printed(["附件2", "                              信息稿件审核表"])
    draw = ImageDraw.Draw(paper)
    for number, (label, value) in enumerate(rows):
        top = 200 + _ROW * number
        draw.rectangle((60, top, 300, top + _ROW), outline=60, width=2)
        draw.rectangle((300, top, _PAGE[0] - 60, top + _ROW), outline=60, width=2)
        for left, text in ((74, label), (314, value)):
            draw.text((left, top + _ROW // 2), text, fill=40, font=_face(), anchor="lm")
    out = io.BytesIO()
    askew = paper.rotate(4, Image.Resampling.BILINEAR, fillcolor=130)
    askew.filter(ImageFilter.GaussianBlur(7)).save(out, "JPEG")
    return out.getvalue()


def broken_rar(seed: str) -> bytes:
    """An archive that nobody can open: RAR 5's signature and noise."""
    return b"Rar!\x1a\x07\x01\x00" + Random(seed).randbytes(60_000)  # noqa: S311 - no secret


def _rtf_char(char: str) -> str:
    if char in "\\{}":
        return f"\\{char}"
    if char.isascii():
        return char
    code = ord(char) - 65536 if ord(char) > 32767 else ord(char)
    return f"\\u{code}?"


def _printed(lines: Sequence[str]) -> Image.Image:
    paper = Image.new("L", _PAGE, _WHITE)
    draw = ImageDraw.Draw(paper)
    for number, line in enumerate(lines):
        draw.text((70, 90 + _LINE * number), line, fill=40, font=_face())
    return paper


@cache
def _face() -> ImageFont.FreeTypeFont:
    package, name = _FACE
    with resources.as_file(resources.files(package) / name) as path:
        return ImageFont.truetype(str(path), 26)


def _wrapped(lines: Sequence[str]) -> list[str]:
    return [line[at : at + 26] for line in lines for at in range(0, max(len(line), 1), 26)]


def _ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (MS-CFB, version 3): its directory and streams of at least 4096 bytes; one FAT sector."""
    chains: list[list[int]] = []
    place = 2  # sector 0 is the FAT, 1 the directory
    for content in streams.values():
        count = -(-len(content) // _SECTOR)
        chains.append(list(range(place, place + count)))
        place += count
    fat = [_FAT, _END, *(following for chain in chains for following in [*chain[1:], _END])]
    entries = [_entry("Root Entry", 5, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, right=right, start=chains[number - 1][0], size=len(content)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<III", 0, 1, 1) + bytes(4) + struct.pack("<IIIII", _LARGE, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    body = b"".join(content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0") for content in streams.values())
    return header + table + b"".join(entries).ljust(_SECTOR, b"\0") + body


def _entry(name: str, kind: int, *, child: int = _FREE, right: int = _FREE, start: int = _END, size: int = 0) -> bytes:
    coded = name.encode("utf-16-le")
    lengths = struct.pack("<HBB", len(coded) + 2, kind, 1) + struct.pack("<III", _FREE, right, child)
    return coded.ljust(64, b"\0") + lengths + bytes(36) + struct.pack("<IQ", start, size)
