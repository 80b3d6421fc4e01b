"""What a backup says of itself: when and by what it was made, and every file in it with its sum."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = 1
NAME = "manifest.json"
DATABASE = "database/baosong.db"
_HEX = "[0-9a-f]"
_PLAIN = r"[^/\x00-\x1f\x7f\\]+"  # a file's or folder's name
_PATHS = re.compile(
    rf"{re.escape(DATABASE)}"
    rf"|raw/({_HEX}{{2}})/\1{_HEX}{{62}}\.eml"
    rf"|parts/({_HEX}{{2}})/\2{_HEX}{{62}}"
    rf"|sealed/{_HEX}{{64}}(?:\.eml|\.{_HEX}{{64}}\.age)"
    rf"|(?:out|config)(?:/{_PLAIN})+"
)
_LONGEST = 1_000  # characters of a path


class NoManifest(Exception):  # noqa: N818 - told to a person
    """The text is no manifest of ours, or of a later form; the message is a word: damaged, newer."""


@dataclass(frozen=True, kw_only=True)
class PackedFile:
    """A file in the archive."""

    path: str
    sha256: str
    size: int  # bytes


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A backup's own account."""

    made_at: datetime
    program: str  # version
    bureaus: tuple[str, ...]
    with_sealed: bool
    sealed: tuple[str, ...]  # sealed letters on record by the names people call them, packed or not
    unread: tuple[str, ...]  # letters that nobody has read, packed with the sealed ones or not at all
    missing: tuple[str, ...]  # files that should have been there
    files: tuple[PackedFile, ...]

    def as_json(self) -> bytes:
        """As it stands in the archive."""
        told = asdict(self) | {"format": FORMAT, "made_at": self.made_at.isoformat()}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()


def read_manifest(text: bytes) -> Manifest:
    """The manifest of an archive.

    Raises:
        NoManifest: it is none, names a path that has no place in a data folder, or is of a later form.
    """
    try:
        told: dict[str, Any] = json.loads(text)
        if told["format"] > FORMAT:
            raise NoManifest("newer")
        files = tuple(
            PackedFile(path=str(f["path"]), sha256=str(f["sha256"]), size=int(f["size"])) for f in told["files"]
        )
        manifest = Manifest(
            made_at=datetime.fromisoformat(told["made_at"]),
            program=str(told["program"]),
            bureaus=tuple(map(str, told["bureaus"])),
            with_sealed=bool(told["with_sealed"]),
            sealed=tuple(map(str, told["sealed"])),
            unread=tuple(map(str, told.get("unread", ()))),
            missing=tuple(map(str, told["missing"])),
            files=files,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NoManifest("damaged") from fault
    paths = [file.path for file in files]
    if len(set(paths)) < len(paths) or not all(map(may_stand, paths)) or manifest.made_at.tzinfo is None:
        raise NoManifest("damaged")
    return manifest


def may_stand(path: str) -> bool:
    """Whether a path of an archive has a place in a data folder, and cannot lead out of it."""
    fits = len(path) <= _LONGEST and _PATHS.fullmatch(path) is not None
    return fits and not {".", ".."} & set(path.split("/"))
