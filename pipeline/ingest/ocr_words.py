"""Words as OCR finds them on a sheet, and the lines they stand in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.domain.document import WordDocument


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the pictures of one file say: a form, or their text alone."""

    document: WordDocument
    whole: bool = True  # it holds that one picture and no other


@dataclass(frozen=True, kw_only=True)
class Box:
    """A place on a sheet, in pixels from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def high(self) -> float:
        """Its height."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] < self.right and self.top <= point[1] < self.bottom


@dataclass(frozen=True, kw_only=True)
class Word:
    """What was read at one place, and how surely, from 0 to 1."""

    text: str
    score: float
    box: Box


@dataclass(frozen=True, kw_only=True)
class Pane:
    """A cell of a table drawn on the sheet; `inked` where there is more in it than the words that were read."""

    box: Box
    inked: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A form's picture, set upright: its words and the cells of its table."""

    words: tuple[Word, ...]
    panes: tuple[Pane, ...]

    @property
    def line_height(self) -> float:
        """The usual height of its words, in pixels; 0 without any."""
        return median(word.box.high for word in self.words) if self.words else 0.0


def lines_of(words: Iterable[Word]) -> tuple[tuple[Word, ...], ...]:
    """The words in lines from top to bottom, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.box.middle[1]):
        if lines and _level(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(tuple(sorted(line, key=lambda one: one.box.left)) for line in lines)


def _level(line: Sequence[Word], word: Word) -> bool:
    """Whether a word stands on that line: its middle less than half a height from the line's."""
    middle = sum(one.box.middle[1] for one in line) / len(line)
    return abs(word.box.middle[1] - middle) < min(word.box.high, max(one.box.high for one in line)) / 2
