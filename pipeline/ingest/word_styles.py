"""How a paragraph or run looks, through its style, the style's ancestors and the document's defaults."""

from dataclasses import dataclass

from pipeline.ingest.ooxml_names import Element, attribute, child, short, switched_on, value

_STRESSES = ("w:u", "w:bdr", "w:highlight", "w:em")
_NO_STRESS = {"none", "nil"}
_USUAL_SIZE = 21  # half-points: 五号, when a document says nothing


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a style or a direct formatting says; None where it says nothing."""

    style: str = ""  # name of the paragraph style, lower case
    centred: bool | None = None
    size: int | None = None  # half-points
    bold: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None  # 删除线
    stressed: bool | None = None  # underlined, framed, marked with colour or dots: the chosen one of two words

    def over(self, below: "Look") -> "Look":
        """This look, with what it leaves open taken from the one below."""
        return Look(
            style=self.style or below.style,
            centred=below.centred if self.centred is None else self.centred,
            size=below.size if self.size is None else self.size,
            bold=below.bold if self.bold is None else self.bold,
            hidden=below.hidden if self.hidden is None else self.hidden,
            struck=below.struck if self.struck is None else self.struck,
            stressed=below.stressed if self.stressed is None else self.stressed,
        )


PLAIN = Look(centred=False, size=_USUAL_SIZE, bold=False, hidden=False, struck=False, stressed=False)


def look_of(paragraph: Element | None, run: Element | None) -> Look:
    """The direct formatting of a w:pPr and a w:rPr, either of which may be missing."""
    aligned = value(paragraph, "w:jc")
    size = value(run, "w:sz")
    return Look(
        centred=None if aligned is None else aligned.lower() == "center",
        size=int(size) if size and size.isascii() and size.isdigit() and len(size) < 5 else None,
        bold=switched_on(run, "w:b"),
        hidden=switched_on(run, "w:vanish"),
        struck=_either(switched_on(run, "w:strike"), switched_on(run, "w:dstrike")),
        stressed=_stressed(run),
    )


def _either(one: bool | None, other: bool | None) -> bool | None:
    return one if other is None else bool(one) or other


def _stressed(run: Element | None) -> bool | None:
    said = [value(run, name) for name in _STRESSES]
    return any(one not in _NO_STRESS for one in said if one) if any(said) else None


class Styles:
    """The styles of one document; an unknown or missing one looks plain."""

    def __init__(self, root: Element | None) -> None:
        rows = [row for row in (() if root is None else root) if short(row.tag) == "w:style"]
        self._rows = {attribute(row, "w:styleId") or "": row for row in rows}
        self._base = look_of(None, child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")).over(PLAIN)
        self._usual = next((id_ for id_, row in self._rows.items() if _is_usual(row)), "")
        self._known: dict[str, Look] = {}

    def paragraph(self, properties: Element | None) -> Look:
        """The look of a paragraph with these w:pPr, whole: nothing is left open."""
        if properties is None:
            return self._whole(self._usual)
        return look_of(properties, None).over(self._whole(value(properties, "w:pStyle") or self._usual))

    def run(self, properties: Element | None, paragraph: Look) -> Look:
        """The look of a run with these w:rPr in such a paragraph, whole."""
        if properties is None:
            return paragraph
        direct = look_of(None, properties)
        styled = value(properties, "w:rStyle")
        if styled:
            direct = direct.over(self._resolved(styled))
        return Look(style=paragraph.style, centred=paragraph.centred).over(direct).over(paragraph)

    def _whole(self, style_id: str) -> Look:
        if style_id not in self._known:
            self._known[style_id] = self._resolved(style_id).over(self._base)
        return self._known[style_id]

    def _resolved(self, style_id: str) -> Look:
        name = value(self._rows.get(style_id), "w:name") or style_id
        look = Look(style=name.strip().lower())
        seen: set[str] = set()
        while style_id in self._rows and style_id not in seen:
            seen.add(style_id)
            row = self._rows[style_id]
            look = look.over(look_of(child(row, "w:pPr"), child(row, "w:rPr")))
            style_id = value(row, "w:basedOn") or ""
        return look


def _is_usual(row: Element) -> bool:
    return attribute(row, "w:type") == "paragraph" and (attribute(row, "w:default") or "") in {"1", "true", "on"}
