"""OLE2 files (MS-CFB): the names at the root tell .doc from .xls; nothing else of them is read."""

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA  # this and above are no sectors
_MOST_SECTORS = 2_000  # of the directory
_SECTOR_SIZES = {9: 512, 12: 4096}
_NO_ENTRY = 0xFFFFFFFF
_KINDS = (  # the first that fits
    ({"EncryptedPackage"}, "encrypted_office"),
    ({"WordDocument"}, "doc"),
    ({"Workbook"}, "xls"),
    ({"Book"}, "xls"),
    ({"PowerPoint Document"}, "ppt"),
    ({"__properties_version1.0"}, "msg"),
)


def kind_of_ole(content: bytes) -> str:
    """doc, xls, ppt, msg, encrypted_office, or "bin". Never raises."""
    names = root_names(content)
    if not any(wanted <= names for wanted, _ in _KINDS):
        # Damaged, or very large: the names lie in it somewhere.
        names = frozenset(n for wanted, _ in _KINDS for n in wanted if n.encode("utf-16-le") in content)
    return next((kind for wanted, kind in _KINDS if wanted <= names), "bin")


def root_names(content: bytes) -> frozenset[str]:
    """Names of the streams and storages at the root; empty when the file is damaged. Never raises."""
    try:
        directory = _directory(content)
        return frozenset(_siblings(directory, struct.unpack_from("<I", directory, 76)[0]))
    except struct.error:
        return frozenset()


def _directory(content: bytes) -> bytes:
    size = _SECTOR_SIZES.get(struct.unpack_from("<H", content, 30)[0], 512)
    fat_sectors = struct.unpack_from("<109I", content, 76)
    sector = struct.unpack_from("<I", content, 48)[0]
    out: list[bytes] = []
    while sector < _LAST_SECTOR and len(out) < _MOST_SECTORS:
        out.append(content[(sector + 1) * size : (sector + 2) * size])
        index, place = divmod(sector, size // 4)
        if index >= len(fat_sectors) or fat_sectors[index] >= _LAST_SECTOR:
            break
        sector = struct.unpack_from("<I", content, (fat_sectors[index] + 1) * size + place * 4)[0]
    return b"".join(out)


def _siblings(directory: bytes, first: int) -> list[str]:
    """The names of a red-black tree of entries, each visited once."""
    names, seen, waiting = [], set(), [first]
    while waiting:
        entry = waiting.pop()
        if entry in seen or entry == _NO_ENTRY or (entry + 1) * 128 > len(directory):
            continue
        seen.add(entry)
        at = entry * 128
        length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
        names.append(directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace"))
        waiting += struct.unpack_from("<2I", directory, at + 68)
    return names
