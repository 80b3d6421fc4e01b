"""What holds within a group of an RTF file: where its text goes, and how it looks."""

from copy import copy
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from pipeline.ingest.blocks_made import plain_look
from pipeline.ingest.word_styles import Look

_USUAL = 24  # half-points: what \\plain means
_DEEPEST = 2_000  # groups within groups
_MOST = 150_000  # groups; a book of three hundred pages has fewer


class Goes(Enum):
    """Where the text of a group goes."""

    BODY = auto()
    ASIDE = auto()  # headers, footers, notes: read for secrecy, not shown
    NOWHERE = auto()
    FONTS = auto()
    STYLES = auto()
    PICTURE = auto()
    INSTRUCTION = auto()  # of a field
    NAME = auto()  # of a property of a shape
    VALUE = auto()
    BOX = auto()  # a form field


DESTINATIONS = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), Goes.ASIDE),
    **dict.fromkeys(("footnote", "annotation"), Goes.ASIDE),
    "fonttbl": Goes.FONTS,
    "stylesheet": Goes.STYLES,
    "pict": Goes.PICTURE,
    "fldinst": Goes.INSTRUCTION,
    "sn": Goes.NAME,
    "sv": Goes.VALUE,
    "formfield": Goes.BOX,
    "shptxt": Goes.BODY,
    **dict.fromkeys(("colortbl", "info", "nonshppict", "nonesttables", "shprslt", "listtext", "pntext"), Goes.NOWHERE),
    **dict.fromkeys(("objdata", "ftnsep", "ftnsepc", "xe", "tc", "ffname", "ffdeftext", "ffl"), Goes.NOWHERE),
    **dict.fromkeys(("pntxta", "pntxtb", "revtbl", "filetbl", "atnid", "atnauthor", "bkmkstart"), Goes.NOWHERE),
}
STARRED = {"shppict", "shpinst", "nesttableprops", "fldinst", "annotation", "formfield"}  # read although marked \\*


@dataclass(eq=False)
class Sink:
    """One destination, and what came together in it."""

    goes: Goes
    shown: bool = True  # it lies in the body, however deep
    pieces: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)  # of a picture: hexadecimal digits, or its bytes
    binary: bool = False
    photograph: bool = False  # a picture in a format that is one
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """The properties of the group at hand."""

    sink: Sink
    skip: int = 1  # \\uc: characters behind a \\u that stand for it
    font: int = 0
    size: int = _USUAL
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    struck: bool = False
    stressed: bool = False  # underlined, framed or marked with colour
    centred: bool = False
    style: int = 0
    in_table: bool = False
    depth: int = 1  # \\itap
    starts_page: bool = False

    @property
    def level(self) -> int:
        """How deep in tables the paragraph stands, 0 for none."""
        return max(1, self.depth) if self.in_table else 0

    def look(self, styles: dict[int, str]) -> Look:
        """How text looks here."""
        look = plain_look(self.size, self.bold, self.centred, styles.get(self.style, ""), self.hidden)
        marked = self.struck or self.stressed
        return replace(look, struck=self.struck, stressed=self.stressed) if marked else look

    def paragraph(self) -> None:
        r"""\pard: a paragraph like any other."""
        self.centred = self.in_table = self.starts_page = False
        self.style, self.depth = 0, 1

    def plain(self, font: int) -> None:
        r"""\plain: text like any other."""
        self.size, self.font = _USUAL, font
        self.bold = self.hidden = self.deleted = self.struck = self.stressed = False


def sink_in(outer: Sink, goes: Goes) -> Sink:
    """A destination within another; what is not read or not shown holds nothing that is."""
    if outer.goes is Goes.NOWHERE:
        return outer
    if outer.goes is Goes.ASIDE and goes is Goes.BODY:
        return Sink(Goes.ASIDE, shown=False)
    return Sink(goes, shown=outer.shown and goes is not Goes.ASIDE)


class Groups:
    """The groups open at a place, the innermost last."""

    def __init__(self) -> None:
        self.now = State(Sink(Goes.BODY))
        self._outer: list[State] = []
        self._met = 0

    @property
    def depth(self) -> int:
        """How many are open."""
        return len(self._outer)

    def open(self) -> bool:
        """Enter a group; False where there are more than anybody writes."""
        self._met += 1
        self._outer.append(self.now)
        self.now = copy(self.now)
        return len(self._outer) <= _DEEPEST and self._met <= _MOST

    def close(self) -> Sink | None:
        """Leave a group; its destination, if it was one of its own."""
        ended = self.now.sink
        if self._outer:
            self.now = self._outer.pop()
        return ended if ended is not self.now.sink else None
