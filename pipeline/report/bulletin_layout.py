"""What a template cannot say about its own layout: where the signature stands (GB/T 9704-2012, 7.3.5)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as WordPaper

_SIGNATURE, _DATE = "公文署名", "公文成文日期"  # names of the template's paragraph styles
_EDGE = 4.0  # characters between the date and the right edge of the type area
_TYPE_SIZE = 16.0  # points: 三号


def lay_out(paper: WordPaper, chart_says: str) -> None:
    """Sign the paper where it is to be signed, and say in words what its chart shows to those who cannot see it."""
    for picture in paper.inline_shapes:
        picture._inline.docPr.set("descr", chart_says)
    _sign(paper)


def _sign(paper: WordPaper) -> None:
    """Set the issuing office centred over the date, the date four characters from the right edge."""
    from docx.shared import Pt

    lines = {p.style.name: p for p in paper.paragraphs if p.style and p.style.name in {_SIGNATURE, _DATE}}
    if len(lines) < 2:  # both or neither
        return
    over = (_wide(lines[_SIGNATURE].text) - _wide(lines[_DATE].text)) / 2
    date_edge = max(_EDGE, over)
    lines[_DATE].paragraph_format.right_indent = Pt(date_edge * _TYPE_SIZE)
    lines[_SIGNATURE].paragraph_format.right_indent = Pt((date_edge - over) * _TYPE_SIZE)


def _wide(text: str) -> float:
    """Characters of full width."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
