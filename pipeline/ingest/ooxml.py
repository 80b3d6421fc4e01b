"""The package of a Word file: a zip of XML parts, opened within limits, without DTD, entities or network.

Some office programs write backslashes or other letter cases in the names of parts; that is evened out here.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from lxml import etree  # type: ignore[import-untyped,unused-ignore]

from pipeline.ingest.ooxml_names import Element, short
from pipeline.ingest.trouble import DAMAGED, EMPTY, ENCRYPTED, OVER_LIMIT, UNSUPPORTED, Unreadable
from pipeline.settings.values import Limits

XML_BYTES = 32_000_000  # of one XML part: its tree takes some ten times that in memory
XML_TAGS = 600_000  # in one XML part, opening and closing; a book of three hundred pages has fewer
_COMMON_BYTES = 100_000  # of a part whose tree is kept for the next file
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DTD_MARKS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError, KeyError, RuntimeError)


@dataclass(frozen=True, kw_only=True)
class Relation:
    """One relationship of a part: what it points to."""

    id: str
    kind: str  # the last word of its type: image, styles, header …
    target: str  # a part's name in the package, "" when it lies outside
    address: str = ""  # where it points to outside the package


class Package:
    """The opened zip; parts are found by name, whatever the case and the slashes."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Open and look through the whole package.

        Raises:
            Unreadable: empty, encrypted, unsupported, damaged or over_limit.
        """
        _refuse_foreign(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _ZIP_FAULTS as fault:
            raise Unreadable(DAMAGED, repr(fault)) from fault
        self._infos = {_part_name(info.filename): info for info in self._zip.infolist() if not info.is_dir()}
        self._left = limits.document_bytes
        self._relations: dict[str, tuple[Relation, ...]] = {}
        if len(self._zip.infolist()) > 10 * limits.archive_entries:
            raise Unreadable(OVER_LIMIT, f"{len(self._zip.infolist())} entries")
        self._xml = {name: self._inflate(name) for name in self._infos if name.endswith((".xml", ".rels"))}
        for name, part in self._xml.items():
            if any(mark in part for mark in _DTD_MARKS):
                raise Unreadable(DAMAGED, f"a DTD in {name}")

    def main(self) -> str:
        """The name of the main document part.

        Raises:
            Unreadable: there is none, or it is not a Word document's.
        """
        for relation in self.relations(""):
            if relation.kind == "officedocument" and relation.target in self._infos:
                return relation.target
        if "word/document.xml" in self._infos:
            return "word/document.xml"
        other = any(name.startswith(("xl/", "ppt/")) for name in self._infos)
        raise Unreadable(UNSUPPORTED if other else DAMAGED, "no main document part")

    def blob(self, name: str) -> bytes | None:
        """A part's bytes, None when the package has none of that name."""
        if name in self._xml:
            return self._xml[name]
        return self._inflate(name) if name in self._infos else None

    def tree(self, name: str) -> Element | None:
        """A part's XML, None when it is missing.

        Raises:
            Unreadable: it is not well-formed, or holds a DTD.
        """
        part = self.blob(name)
        return None if part is None else _parsed(part, name)

    def common_tree(self, name: str) -> Element | None:
        """The same of a part that many files have alike, such as their styles; its tree is never to be changed."""
        part = self.blob(name)
        if part is None or len(part) > _COMMON_BYTES:
            return self.tree(name)
        return _parsed_before(part, name)

    def relations(self, name: str) -> tuple[Relation, ...]:
        """What a part points to; of the package itself for ""."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            tree = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
            rows = tuple(tree) if tree is not None else ()
            found = tuple(_relation(row, folder) for row in rows if short(row.tag) == "rel:Relationship")
            self._relations[name] = found
        return self._relations[name]

    def points_outside(self) -> bool:
        """Whether a part points to something outside the package that a program would fetch: a template, a picture.

        Links behind words are not fetched until somebody follows them.
        """
        sources = (_source_of(name) for name in self._xml if name.endswith(".rels") and "_rels/" in name)
        found = (relation for source in sources for relation in self.relations(source))
        return any(one.address and one.kind != "hyperlink" for one in found)

    def _inflate(self, name: str) -> bytes:
        info = self._infos[name]
        if info.flag_bits & 0x1:
            raise Unreadable(ENCRYPTED, name)
        allowed = min(self._left, XML_BYTES if name.endswith((".xml", ".rels")) else self._left)
        try:
            with self._zip.open(info) as stream:
                content = stream.read(allowed + 1)
        except _ZIP_FAULTS as fault:
            raise Unreadable(DAMAGED, f"{name}: {fault!r}") from fault
        if len(content) > allowed:
            raise Unreadable(OVER_LIMIT, name)
        self._left -= len(content)
        return content


def _refuse_foreign(content: bytes) -> None:
    if not content:
        raise Unreadable(EMPTY)
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Unreadable(ENCRYPTED if locked else UNSUPPORTED, "an OLE compound file")


def _source_of(rels: str) -> str:
    """The part whose relationships stand in `rels`: word/_rels/settings.xml.rels → word/settings.xml."""
    folder, _, base = rels.rpartition("_rels/")
    return folder + base.removesuffix(".rels")


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _relation(row: Element, folder: str) -> Relation:
    target = row.get("Target") or ""
    outside = (row.get("TargetMode") or "").lower() == "external"
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    kind = (row.get("Type") or "").rstrip("/").rpartition("/")[2].lower()
    inside = "" if outside else _part_name(posixpath.normpath(path))
    return Relation(id=row.get("Id") or "", kind=kind, target=inside, address=target if outside else "")


@lru_cache(maxsize=4)
def _parsed_before(part: bytes, name: str) -> Element:
    return _parsed(part, name)


def _parsed(part: bytes, name: str) -> Element:
    if part.count(b"<") > XML_TAGS:
        raise Unreadable(OVER_LIMIT, f"more than {XML_TAGS} tags in {name}")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(DAMAGED, f"{name}: {fault}") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(DAMAGED, f"a DTD in {name}")
    return cast("Element", root)
