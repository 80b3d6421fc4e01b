"""Word's fields: of each, the result is read and the instruction is not.

Fields are begun, parted and ended by marks among the runs, may lie in one another and may span
paragraphs; some have no result to show, such as a form's check box or 带圈字符.
"""

import re
from dataclasses import dataclass

from pipeline.ingest.ooxml_names import Element, attribute, child, switched_on
from pipeline.ingest.word_symbols import CHOSEN, TICKED, UNTICKED

_ENCLOSED = re.compile(r"\s*eq\b.*?\\o(?:\s*\\\w+)*\s*\(([^(),;]*)[,;]([^(),;]*)\)", re.IGNORECASE | re.DOTALL)
_BOXES, _MARKS, _CHOICES = set("□☐○◯口"), set("√✓✔"), set("是否")


@dataclass
class _Field:
    """A field being read."""

    instruction: str = ""
    in_result: bool = False
    shown: bool = False  # something of it was shown


class Fields:
    """The fields that are open at this place of the document, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def silent(self) -> bool:
        """Whether text here belongs to an instruction."""
        return any(not one.in_result for one in self._open)

    def instruct(self, text: str) -> None:
        """A piece of the innermost field's instruction."""
        if self._open:
            self._open[-1].instruction += text

    def showing(self) -> None:
        """Text of a result is being shown."""
        for one in self._open:
            one.shown = True

    def mark(self, mark: Element) -> str:
        """A w:fldChar; returns what the field shows by itself at this place, mostly nothing."""
        kind = attribute(mark, "w:fldCharType")
        if kind == "begin":
            box = child(mark, "w:ffData", "w:checkBox")
            shown = "" if box is None or self.silent else _legacy_box(box)
            self._open.append(_Field(shown=bool(shown)))
            return shown
        if kind == "separate" and self._open:
            self._open[-1].in_result = True
        return self._close() if kind == "end" and self._open else ""

    def end_paragraph(self) -> str:
        """An instruction never leaves its paragraph: whatever is still in one is closed, so that no text is lost."""
        shown = ""
        while self.silent:
            shown += self._close()
        return shown

    def _close(self) -> str:
        done = self._open.pop()
        return "" if done.shown or self.silent else _enclosed(done.instruction)


def _legacy_box(box: Element) -> str:
    checked = switched_on(box, "w:checked")
    ticked = switched_on(box, "w:default") if checked is None else checked
    return TICKED if ticked else UNTICKED


def _enclosed(instruction: str) -> str:
    r"""带圈字符, `eq \o\ac(□,√)`: a character in an enclosure; a tick in a box is a ticked box."""
    found = _ENCLOSED.match(instruction)
    if not found:
        return ""
    outer, inner = found[1].strip(), found[2].strip()
    if outer in _BOXES and inner in _CHOICES:
        return inner + CHOSEN
    return TICKED if outer in _BOXES and inner in _MARKS else inner or outer
