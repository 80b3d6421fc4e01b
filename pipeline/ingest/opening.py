"""What is shared while one letter is opened: limits, the sink, what is left of them, and the parts found so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.domain.letter import Part, Trouble
from pipeline.domain.parts import NESTING
from pipeline.ingest.archive_members import Budget
from pipeline.ingest.kind import SUFFIX_OF, kind_by_name
from pipeline.settings.values import Limits

Sink = Callable[[bytes], str]
Turned = Mapping[str, bytes]  # sha256 of a leaf → the .docx that a second reader made of it


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a leaf lies: its name as sent, what holds it, how deep, and its number in its holder."""

    name: str
    number: int  # from 1, body texts counted too; names the nameless
    holder: str = ""  # "" at the top, else "材料.zip!/"
    folder: str = ""  # inside an archive: "图片/"
    depth: int = 1
    archive_depth: int = 0
    inline: bool = False

    def within(self, path: str) -> str:
        """The holder of what this leaf holds."""
        return path + NESTING


@dataclass
class Opening:
    """The state of one reading."""

    limits: Limits
    sink: Sink
    budget: Budget
    turned: Turned = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    defects: dict[str, None] = field(default_factory=dict)  # in the order they were met
    entities: int = 0  # nodes of MIME trees met so far
    _paths: set[str] = field(default_factory=set)

    def note(self, code: str) -> None:
        """Remember that something was out of order, once."""
        self.defects.setdefault(code)

    def admit(self) -> bool:
        """Whether one more entity may be opened; `limit_parts` is noted when not."""
        self.entities += 1
        if self.entities <= self.limits.parts:
            return True
        self.note("limit_parts")
        return False

    def path_of(self, place: Place, kind: str) -> str:
        """A path that no other part of this letter has."""
        name = place.name or f"part-{place.number}.{SUFFIX_OF.get(kind, kind)}"
        wanted = path = place.holder + place.folder + name
        copies = 1
        while path in self._paths:
            copies += 1
            path = f"{wanted}#{copies}"
        self._paths.add(path)
        return path

    def unread(self, place: Place, size: int, trouble: Trouble) -> None:
        """Name a part whose bytes could not be had; the empty file stands in for them."""
        kind = kind_by_name(place.name)
        path = self.path_of(place, kind)
        self.parts.append(
            Part(name=place.name, path=path, type=kind, size=size, sha256=self.sink(b""), trouble=trouble)
        )
