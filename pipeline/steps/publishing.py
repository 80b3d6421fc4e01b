"""What is needed to publish a piece: its words as a clean Word file and its original pictures, in one archive."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.domain.letter import Part
from pipeline.domain.parts import is_manuscript, is_picture
from pipeline.domain.words import Disposition, State
from pipeline.ingest.keep import part_path
from pipeline.report.manuscript_paper import manuscript_paper
from pipeline.steps.find import find
from pipeline.steps.house import House
from pipeline.steps.refusal import Refusal
from pipeline.store import pieces
from pipeline.store.convert import part
from pipeline.store.tables import PieceRow

if TYPE_CHECKING:
    from typing_extensions import Buffer

LARGEST = 600_000_000  # bytes of one archive; a letter brings some sixty million at most
_CHUNK = 1 << 18
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class PackFile:
    """One file of the archive: made here, or as it came."""

    role: str  # manuscript, picture
    name: str  # as its sender called it
    content: bytes = field(default=b"", repr=False)  # of what was made
    path: Path | None = None  # of what came


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Everything of one piece."""

    number: str
    title: str
    files: tuple[PackFile, ...]


def publishing_pack(house: House, number: str) -> Pack:
    """The clean manuscript and the original pictures of a piece, its current ones.

    Raises:
        Refusal: there is no such piece, it is sealed, it has neither, a file is missing, or it is too large.
    """
    with house.database.reading() as session:
        found = find(session, number)
        if found is None or found.piece is None:
            raise Refusal("unknown_name", name=number)
        piece = found.piece
        if piece.state == State.SEALED.value:
            raise Refusal("sealed_first", name=piece.number)
        letters = pieces.letters_of(session, piece)
        sealed = {row.id for row in letters if row.disposition == Disposition.SEALED.value}
        rows = [row for row in pieces.current_parts(session, piece) if row.letter_id not in sealed]
        read = [part(row) for row in rows]
    unit = house.bureau(piece.bureau).bureau.roster.by_id(piece.unit)
    texts = [one for one in read if is_manuscript(one)]
    files = [_paper(piece, one, unit.name if unit else "", alone=len(texts) == 1) for one in texts]
    files += [_picture(house, piece, one) for one in read if is_picture(one) and not one.inline]
    if not files:
        raise Refusal("nothing_to_publish", name=piece.number)
    if sum(file.path.stat().st_size for file in files if file.path is not None) > LARGEST:
        raise Refusal("too_large", name=piece.number)
    return Pack(number=piece.number, title=piece.title or "", files=tuple(files))


def _paper(piece: PieceRow, one: Part, unit: str, *, alone: bool) -> PackFile:
    told = one.document.manuscript if one.document is not None else None
    if told is None:
        raise ValueError("a manuscript is a part from which one was read")
    title = (piece.title if alone else None) or told.title or piece.title or ""
    content = manuscript_paper(title, told.byline, told.body, author=unit, made_at=piece.updated_at)
    return PackFile(role="manuscript", name=title, content=content)


def _picture(house: House, piece: PieceRow, one: Part) -> PackFile:
    path = part_path(house.data, one.sha256)
    if not path.is_file():
        raise Refusal("file_missing", name=piece.number)
    return PackFile(role="picture", name=one.name, path=path)


def archived(files: Iterator[tuple[str, PackFile]]) -> Iterator[bytes]:
    """The archive piece by piece, as it grows: never whole in memory.

    Args:
        files: the name of each within the archive, and the file.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, file in files:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if file.path is not None else zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as member, _opened(file) as source:
                while chunk := source.read(_CHUNK):
                    member.write(chunk)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


def _opened(file: PackFile) -> io.BufferedIOBase:
    return file.path.open("rb") if file.path is not None else io.BytesIO(file.content)


class _Sink(io.RawIOBase):
    """Takes what is written until it is taken away; it never looks back."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, content: "Buffer", /) -> int:
        """Hold it."""
        self._held += content
        return memoryview(content).nbytes

    def taken(self) -> bytes:
        """What was written since."""
        content = bytes(self._held)
        self._held.clear()
        return content
