"""What a file is, by its bytes: names and labels lie (mail.md L5, L9).

One table a family. The name is asked only where the same bytes serve two programs (.doc and .wps, .xls and .et).
Words used: docx docm xlsx pptx odt ofd · doc wps xls et ppt dps msg encrypted_office · rtf pdf html mht eml xml ·
jpeg png gif bmp tiff webp heic avif · zip rar 7z gz tar tnef · mp4 mov mp3 avi · p7s p7m · txt csv · bin.
"""

import re

from pipeline.ingest import ole, zip_kind

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"{\\rtf", "rtf"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x1f\x8b\x08", "gz"),
    (0, b"\x78\x9f\x3e\x22", "tnef"),
    (0, b"ID3\x02", "mp3"),
    (0, b"ID3\x03", "mp3"),
    (0, b"ID3\x04", "mp3"),
    (257, b"ustar\x00", "tar"),
    (257, b"ustar  \x00", "tar"),
)
_RIFF = {b"WEBP": "webp", b"AVI ": "avi"}
_FTYP = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "heic"),
    **dict.fromkeys((b"avif", b"avis"), "avif"),
    b"qt  ": "mov",
}
_SAME_BYTES = {
    ("doc", "wps"): "wps",
    ("xls", "et"): "et",
    ("ppt", "dps"): "dps",
    ("txt", "csv"): "csv",
    ("txt", "eml"): "eml",
    ("eml", "txt"): "txt",
}
_NAMED = {
    *("docx", "docm", "doc", "wps", "xlsx", "xls", "et", "pptx", "ppt", "dps", "odt", "ofd", "rtf", "pdf", "txt"),
    *("jpeg", "png", "gif", "bmp", "tiff", "webp", "heic", "avif", "zip", "rar", "7z", "eml", "mp4", "mov"),
}
_PDF = re.compile(rb"\s{0,20}%PDF-")
_HTML = re.compile(rb"^(<!doctype html|<html|<head|<meta|<body|<!--\[if|<table|<div)", re.I)
_MAIL_FIELD = re.compile(
    rb"^(received|return-path|delivered-to|from|to|subject|date|message-id|mime-version):", re.I | re.M
)
_SIGNED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"  # PKCS #7: 02 signed, 03 enveloped
SUFFIX_OF = {"jpeg": "jpg", "encrypted_office": "docx", "bin": "dat"}  # else the kind itself


def kind_of(content: bytes, name: str = "") -> str:
    """The kind of a file's content, one of the words above; "bin" when nothing is recognised. Never raises."""
    found = _by_magic(content) or _by_text(content)
    return _SAME_BYTES.get((found, suffix(name)), found)


def suffix(name: str) -> str:
    """The ending of a file name in lower case without its dot, "" without one."""
    stem, dot, ending = name.rpartition(".")
    return ending.strip().lower() if dot and stem else ""


def kind_by_name(name: str) -> str:
    """The kind a name claims, for what cannot be opened at all; "bin" when it claims none."""
    ending = suffix(name)
    claimed = {"jpg": "jpeg", "tif": "tiff"}.get(ending, ending)
    return claimed if claimed in _NAMED else "bin"


def _by_magic(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_kind.kind_of_zip(content)
    if content.startswith(ole.MAGIC):
        return ole.kind_of_ole(content)
    for at, magic, kind in _MAGIC:
        if content.startswith(magic, at):
            return kind
    if _PDF.match(content) or (b"%PDF-" in content[:1024] and b"endobj" in content):
        return "pdf"
    return _by_box(content) or _by_weak_magic(content)


def _by_box(content: bytes) -> str:
    if content[:4] == b"RIFF":
        return _RIFF.get(content[8:12], "")
    if content[4:8] == b"ftyp":
        brands = [content[at : at + 4] for at in range(8, min(len(content), 64), 4)]
        return next((_FTYP[brand] for brand in brands if brand in _FTYP), "mp4")
    return ""


def _by_weak_magic(content: bytes) -> str:
    """Kinds whose first bytes could be chance."""
    if content[:2] == b"BM" and content[6:10] == bytes(4) and len(content) > 26:
        return "bmp"
    if content[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return "mp3"
    if content[:1] == b"\x30" and _SIGNED in content[:40]:
        after = content[content.find(_SIGNED) + len(_SIGNED) :][:1]
        return "p7s" if after == b"\x02" else "p7m"
    return ""


def _by_text(content: bytes) -> str:
    head = _eight_bit(content[:4096]).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<?xml"):
        return "html" if b"<html" in head.lower() else "xml"
    if _HTML.match(head):
        return "html"
    fields = {m.lower() for m in _MAIL_FIELD.findall(head.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0])}
    if b"mime-version" in fields and b"multipart/related" in head and not fields & {b"received", b"to", b"message-id"}:
        return "mht"
    if len(fields) >= 3 and re.match(rb"[!-9;-~]+:", head):
        return "eml"
    return "txt" if content and _is_text(content[:65_536]) else "bin"


def _eight_bit(head: bytes) -> bytes:
    """The same of a text that Windows saved as "Unicode", in UTF-16 with its mark."""
    return head.decode("utf-16", "replace").encode() if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head


def _is_text(head: bytes) -> bool:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head):
        return False
    for name in ("utf-8", "gb18030"):
        for cut in range(4):  # the last character may be cut in two
            try:
                head[: len(head) - cut].decode(name)
            except UnicodeDecodeError:
                continue
            return True
    return False
