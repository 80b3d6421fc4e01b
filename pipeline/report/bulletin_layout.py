"""What a template cannot say about its own layout: where signature (GB/T 9704-2012, 7.3.5) and chart stand."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pipeline.report.bulletin_grid import fit_tables

if TYPE_CHECKING:
    from docx.document import Document as WordPaper
    from docx.oxml.shape import CT_Inline

_SIGNATURE, _DATE = "公文署名", "公文成文日期"  # names of the template's paragraph styles
_TITLE, _MAY_BREAK = "公文标题", "\u200b"
_TITLE_LINE = 19.0  # characters of 二号 in a line of the title, with air for figures among them
_EDGE = 4.0  # characters between the date and the right edge of the type area
_TYPE_SIZE = 16.0  # points: 三号
_AIR = 180_000  # English metric units, 5 mm between the text and the chart under it
_AT_FOOT = """<wp:anchor {spaces} distT="{air}" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV><wp:wrapTopAndBottom/></wp:anchor>"""


def lay_out(paper: WordPaper, chart_says: str) -> None:
    """Fit the tables, hang the chart at its page's foot with words for those who cannot see it, sign the paper."""
    for picture in paper.inline_shapes:
        picture._inline.docPr.set("descr", chart_says)
        _to_foot(picture._inline)
    fit_tables(paper)
    _break_title(paper)
    _sign(paper)


def _to_foot(inline: CT_Inline) -> None:
    """Move a picture to the foot of the page its line stands on: the text runs on above it and leaves no gap."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    anchor = parse_xml(_AT_FOOT.format(spaces=nsdecls("wp"), air=_AIR))
    wrap = anchor[-1]
    wrap.addprevious(inline.extent)
    for part in list(inline):  # what the picture is called, and the picture
        anchor.append(part)
    inline.getparent().replace(inline, anchor)


def _break_title(paper: WordPaper) -> None:
    """Break a title that is too long for a line where its template allows it, nearest the middle (GB/T 9704, 7.3.1)."""
    for line in (p for p in paper.paragraphs if p.style and p.style.name == _TITLE):
        parts = line.text.split(_MAY_BREAK)
        ways = [("".join(parts[:n]), "".join(parts[n:])) for n in range(1, len(parts))]
        if _wide(line.text) <= _TITLE_LINE or not ways:
            line.text = "".join(parts)
        else:
            first, second = min(ways, key=_uneven)
            line.text = f"{first}\n{second}"


def _uneven(way: tuple[str, str]) -> float:
    """How much longer one line is than the other."""
    return abs(_wide(way[0]) - _wide(way[1]))


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
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text if c != _MAY_BREAK)
