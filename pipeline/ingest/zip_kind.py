"""Zip files looked at from outside: which are documents, and whether their directory is safe to read."""

import io
import re
import struct
import zipfile

_END = b"PK\x05\x06"
_LOCATOR64 = b"PK\x06\x07"
_SAFE_DIRECTORY = 4_000_000  # bytes; about 40,000 entries
_DOCUMENTS = (("word/document", "docx"), ("xl/workbook", "xlsx"), ("ppt/presentation", "pptx"))
_MAIN = r"{}\d{{0,3}}\.xml"  # Word on the web numbers its main part
_MACRO = "vbaProject.bin"
ZIP_ERRORS = (  # what zipfile raises on hostile bytes
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    struct.error,
    ValueError,
    EOFError,
    OSError,
    LookupError,
    NotImplementedError,  # what zipfile itself raises: a compression or version it does not know
    OverflowError,
)


def kind_of_zip(content: bytes) -> str:
    """docx, docm, xlsx, pptx, odt, ofd, or zip. A damaged document keeps the kind it was meant to be. Never raises."""
    names = _names(content)
    if names is None:
        return next((kind for entry, kind in _DOCUMENTS if re.search(_MAIN.format(entry).encode(), content)), "zip")
    for entry, kind in _DOCUMENTS:
        if any(re.fullmatch(_MAIN.format(entry), name.replace("\\", "/").lower()) for name in names):
            macro = kind == "docx" and any(name.endswith(_MACRO) for name in names)
            return "docm" if macro else kind
    if re.match(rb".{26}\x08\x00..mimetypeapplication/vnd\.oasis\.opendocument\.text", content[:120], re.S):
        return "odt"
    return "ofd" if "OFD.xml" in names else "zip"


def directory_is_safe(content: bytes) -> bool:
    """Whether the central directory is small enough to be read into memory, whatever its counts pretend."""
    end = content.rfind(_END, max(0, len(content) - 66_000))
    if end < 0 or end + 22 > len(content):
        return True  # no directory: zipfile refuses it by itself
    sizes = [struct.unpack_from("<I", content, end + 12)[0]]
    if content.startswith(_LOCATOR64, max(end - 20, 0)) and end >= 76:
        sizes.append(struct.unpack_from("<Q", content, end - 76 + 40)[0])
    return all(size <= _SAFE_DIRECTORY for size in sizes)


def _names(content: bytes) -> list[str] | None:
    if not directory_is_safe(content):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            return opened.namelist()
    except ZIP_ERRORS:
        return None
