"""Which files belong into a backup: what the database speaks of, what was issued, and the configuration."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, select

from pipeline.domain.words import Disposition
from pipeline.ingest.keep import part_path, raw_path
from pipeline.ingest.sealed import sealed_copy
from pipeline.steps.find import letter_name
from pipeline.store.tables import LetterRow, PartRow
from pipeline.store.unread import unread

_SECRET = ("*.key", "*.pem", "*.p12", "*.age", ".*")  # names of files that hold what must not be copied about
_SECRET_WORD = b"AGE-SECRET-KEY-"
_LARGE = 20_000_000  # bytes; nothing of a configuration is


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a database speaks of."""

    letters: frozenset[str]  # sums of open letters
    parts: frozenset[str]
    sealed: dict[str, str]  # sum → the name people call the letter by
    unread: dict[str, str]  # the same of letters that nobody has read: whether they are marked is not known

    def open_ones(self, *, with_sealed: bool) -> frozenset[str]:
        """Sums of the letters that a backup has as they came."""
        return self.letters | self.unread.keys() if with_sealed else self.letters

    def paths(self, data: Path, *, with_sealed: bool) -> Iterator[tuple[str, Path]]:
        """Each file with its path in the archive."""
        for sha256 in sorted(self.open_ones(with_sealed=with_sealed)):
            yield from _within(data, raw_path(data, sha256))
        for sha256 in sorted(self.parts):
            yield from _within(data, part_path(data, sha256))
        for sha256 in sorted(self.sealed) if with_sealed else ():
            yield from _within(data, sealed_copy(data, sha256) or data / "sealed" / f"{sha256}.eml")


def contents_of(session: Session) -> Contents:
    """What the database speaks of now."""
    rows = session.exec(select(LetterRow)).all()
    closed = [row for row in rows if row.disposition == Disposition.SEALED.value]
    dark = unread(session)
    apart = {row.id for row in (*closed, *dark)}
    return Contents(
        letters=frozenset(row.sha256 for row in rows if row.id not in apart),
        parts=frozenset(session.exec(select(PartRow.sha256).distinct())),
        sealed={row.sha256: letter_name(row) for row in closed},
        unread={row.sha256: letter_name(row) for row in dark},
    )


def folder_files(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """Every plain file below a folder; no link is followed."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield f"{name}/{path.relative_to(folder).as_posix()}", path


def config_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The configuration without what may be a secret: it has none itself, only names of environment variables."""
    for name, path in folder_files(folder, "config"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or any(path.match(pattern) for pattern in _SECRET) or path.stat().st_size > _LARGE:
            continue
        if _SECRET_WORD not in path.read_bytes():
            yield name, path


def _within(data: Path, path: Path) -> Iterator[tuple[str, Path]]:
    yield path.relative_to(data).as_posix(), path
