"""Parts of a web page: a table while its tags go by, the attributes of a tag, the blanks in its text."""

import re
from dataclasses import dataclass, field

from pipeline.ingest.blocks_made import MOST_COLUMNS, Spanned
from pipeline.ingest.word_blocks import Block

_ATTRIBUTE = r"\b{}\s*=\s*(?:\"([^\"]{{0,4000}})\"|'([^']{{0,4000}})'|([^\s\"'>]{{1,4000}}))"
_NAMES = ("src", "href", "type", "colspan", "rowspan", "style")
_READ = {name: re.compile(_ATTRIBUTE.format(name), re.IGNORECASE) for name in _NAMES}
_CHECKED = re.compile(r"\bchecked\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_MOST_ROWS = 2_000


@dataclass
class OpenTable:
    """A table being read: its rows, and the blocks of the open cell."""

    rows: list[list[Spanned]] = field(default_factory=list)
    blocks: list[Block] | None = None  # None outside cells
    across: int = 1
    down: int = 1

    def start_row(self) -> None:
        """A row begins; the cell before it ends."""
        self.end_cell()
        self.rows.append([])

    def start_cell(self, attributes: str) -> None:
        """A cell begins; the one before it ends."""
        self.end_cell()
        self.blocks = []
        self.across = _count("colspan", attributes, MOST_COLUMNS)
        self.down = _count("rowspan", attributes, _MOST_ROWS)

    def end_cell(self) -> None:
        """The open cell ends, if one is."""
        if self.blocks is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(Spanned(blocks=tuple(self.blocks), across=self.across, down=self.down))
        self.blocks = None


def spaced(text: str) -> str:
    """Text with its blanks as one; a tab that breaks no line is one that an office program wrote."""
    return _BLANKS.sub(_blank, text)


def is_ticked(attributes: str) -> bool:
    """Whether the tag of a box says that it is ticked."""
    return bool(_CHECKED.search(attributes))


def value(name: str, attributes: str) -> str:
    """An attribute of a tag, one of those read; "" where it is missing."""
    found = _READ[name].search(attributes)
    return next(filter(None, found.groups()), "") if found else ""


def _count(name: str, attributes: str, most: int) -> int:
    said = value(name, attributes).strip()
    return max(1, min(int(said), most)) if said.isascii() and said.isdigit() and len(said) < 8 else 1


def _blank(found: re.Match[str]) -> str:
    return "\t" if "\t" in found[0] and "\n" not in found[0] else " "
