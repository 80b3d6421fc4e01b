"""How paragraphs and spans of an OpenDocument text look, through their styles and these styles' parents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.ingest.odt_names import Node, child, name_of, said
from pipeline.ingest.word_styles import PLAIN, Look

_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)pt")
_SPACE = re.compile(r"_([0-9a-fA-F]{2})_")
_WEIGHTS = {"bold": True, "normal": False, "400": False, "500": False, "600": True, "700": True, "800": True}


@dataclass(frozen=True, kw_only=True)
class Style:
    """A style whole: nothing of its look is left open but what a span leaves to its paragraph."""

    look: Look
    new_page: bool = False


class Styles:
    """The styles of one document; an unknown one says nothing."""

    def __init__(self, common: Node | None, content: Node | None) -> None:
        self._rows: dict[tuple[str, str], Node] = {}
        self._named: set[tuple[str, str]] = set()
        base = Look()
        for root, holder in ((common, "office:styles"), (content, "office:automatic-styles")):
            rows = child(root, holder)
            for row in () if rows is None else rows:
                family = said(row, "style:family")
                if name_of(row.tag) == "style:default-style" and family == "paragraph":
                    base = _own(row)
                elif name_of(row.tag) == "style:style":
                    key = (family, said(row, "style:name"))
                    self._rows[key] = row
                    if holder == "office:styles":
                        self._named.add(key)
        self._base = base.over(PLAIN)
        self._known: dict[tuple[str, str], Style] = {}

    def paragraph(self, name: str) -> Style:
        """A paragraph's style; nothing of its look is left open."""
        key = ("paragraph", name)
        if key not in self._known:
            found = self._resolved("paragraph", name)
            self._known[key] = replace(found, look=found.look.over(self._base))
        return self._known[key]

    def span(self, name: str, around: Look) -> Look:
        """The look of a span within text that looks so."""
        key = ("text", name)
        if key not in self._known:
            self._known[key] = self._resolved("text", name)
        return replace(self._known[key].look, style=around.style, centred=around.centred).over(around)

    def _resolved(self, family: str, name: str) -> Style:
        look, new_page = Look(), False
        for key, row in self._ancestry(family, name):
            named = said(row, "style:display-name") or _SPACE.sub(lambda found: chr(int(found[1], 16)), key[1])
            own = _own(row)
            look = look.over(replace(own, style=named.strip().lower() if key in self._named else ""))
            new_page = new_page or said(child(row, "style:paragraph-properties"), "fo:break-before") == "page"
        return Style(look=look, new_page=new_page)

    def _ancestry(self, family: str, name: str) -> Iterator[tuple[tuple[str, str], Node]]:
        key, seen = (family, name), set()
        while key in self._rows and key not in seen:
            seen.add(key)
            yield key, self._rows[key]
            key = (family, said(self._rows[key], "style:parent-style-name"))


def _own(row: Node) -> Look:
    """What a style says itself; Chinese text goes by its -asian properties."""
    text, aligned = child(row, "style:text-properties"), said(child(row, "style:paragraph-properties"), "fo:text-align")
    size = _POINTS.fullmatch(said(text, "style:font-size-asian") or said(text, "fo:font-size"))
    weight = said(text, "style:font-weight-asian") or said(text, "fo:font-weight")
    hidden, struck = said(text, "text:display"), said(text, "style:text-line-through-style")
    lined = said(text, "style:text-underline-style")
    return Look(
        centred=aligned == "center" if aligned else None,
        size=round(float(size[1]) * 2) if size else None,
        bold=_WEIGHTS.get(weight),
        hidden=hidden == "none" if hidden else None,
        struck=struck != "none" if struck else None,
        stressed=lined != "none" if lined else None,
    )
