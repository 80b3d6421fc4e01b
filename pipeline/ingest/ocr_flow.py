"""The words and cells of a form's picture become a flow, as a Word file's tables do; its meaning is found alike."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.ingest.flow import Flow
from pipeline.ingest.form_labels import Label, whole
from pipeline.ingest.ocr_words import Pane, Sheet, Word, lines_of
from pipeline.ingest.word_blocks import Block, Cell, Paragraph, Table

_LEAST = 4  # cells of a table
_SAME = 0.6  # of a line's height: edges that near are one
_SIGNED = {Label.FIRST, Label.SECOND, Label.DIRECTOR, Label.LEADER}
_INK = ("ink",)  # stands for a picture in the cell: something was written there that could not be read


def flow_of(sheet: Sheet) -> Flow:
    """The table where cells were found, else lines with tabs in their gaps."""
    text = "\n".join(_written(sheet.words, " "))
    if len(sheet.panes) < _LEAST:
        return Flow(blocks=tuple(Paragraph(text=line) for line in _written(sheet.words, "\t")), text=text)
    inside = {id(word) for pane in sheet.panes for word in sheet.words if pane.box.holds(word.box.middle)}
    outside = [word for word in sheet.words if id(word) not in inside]
    top = min(pane.box.top for pane in sheet.panes)
    above = [word for word in outside if word.box.middle[1] < top]
    below = [word for word in outside if word.box.middle[1] >= top]
    blocks: list[Block] = [Paragraph(text=line) for line in _written(above, " ")]
    blocks.append(_table(sheet))
    blocks += [Paragraph(text=line) for line in _written(below, " ")]
    return Flow(blocks=tuple(blocks), text=text)


def _written(words: Iterable[Word], gap: str) -> Iterator[str]:
    return (gap.join(word.text for word in line) for line in lines_of(words))


def _table(sheet: Sheet) -> Table:
    near = max(6.0, _SAME * sheet.line_height)
    columns = _tracks((pane.box.left for pane in sheet.panes), near)
    rows = _tracks((pane.box.top for pane in sheet.panes), near)
    lines: list[tuple[Cell, ...]] = []
    for number, top in enumerate(rows):
        line: list[Cell] = []
        for pane in sorted(sheet.panes, key=lambda one: one.box.left):
            if pane.box.top - near <= top < pane.box.bottom - near:
                first = number == 0 or rows[number - 1] < pane.box.top - near
                line.append(_cell(sheet, pane, columns, line, near=near, merged=not first))
        lines.append(tuple(line))
    return Table(rows=tuple(lines))


def _cell(
    sheet: Sheet, pane: Pane, columns: Sequence[float], before: Sequence[Cell], *, near: float, merged: bool
) -> Cell:
    held = [place for place, left in enumerate(columns) if pane.box.left - near <= left < pane.box.right - near]
    words = [word for word in sheet.words if pane.box.holds(word.box.middle)]
    signed = pane.inked and any(whole(cell.text) in _SIGNED for cell in before)
    blocks: list[Block] = [] if merged else [Paragraph(text=line) for line in _written(words, "  ")]
    if signed and not merged:
        blocks.append(Paragraph(text="", pictures=_INK))
    return Cell(blocks=tuple(blocks), column=held[0] if held else 0, span=max(1, len(held)), merged=merged)


def _tracks(edges: Iterable[float], near: float) -> list[float]:
    """The edges, those that are nearly the same as one."""
    tracks: list[list[float]] = []
    for edge in sorted(edges):
        if tracks and edge - tracks[-1][-1] <= near:
            tracks[-1].append(edge)
        else:
            tracks.append([edge])
    return [sum(track) / len(track) for track in tracks]
