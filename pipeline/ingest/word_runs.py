"""One paragraph's contents as text: what a reader of the printed page would see.

Tracked insertions are read, deletions left out; a field shows its result, not its instruction; of an
mc:AlternateContent one branch is read; hidden text is left out. Boxes and ticks become ☑ and □.
"""

from dataclasses import dataclass, field

from pipeline.ingest.ooxml_names import Element, attribute, child, short, switched_on
from pipeline.ingest.word_fields import Fields
from pipeline.ingest.word_styles import Look, Styles
from pipeline.ingest.word_symbols import CHOSEN, TICKED, UNTICKED, plain, symbol

_CHOICES = {"是", "否"}
_GONE = {"w:del", "w:moveFrom"}
_KEPT = {"w:ins", "w:moveTo"}
_SILENT = {"w:rPr", "w:pPr", "w:sdtPr", "w:sdtEndPr", "w:rubyPr", "w:rt", "w:smartTagPr", "w:customXmlPr", "m:ctrlPr"}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}


@dataclass
class Line:
    """What one paragraph holds."""

    chunks: list[tuple[str, Look]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)  # relationship ids
    links: list[str] = field(default_factory=list)  # the same, of addresses behind its words
    boxes: list[Element] = field(default_factory=list)  # contents of text boxes anchored here
    page_break: bool = False

    @property
    def text(self) -> str:
        """All of it in order."""
        return "".join(text for text, _ in self.chunks)

    @property
    def meant(self) -> str | None:
        """What the cell of a form means by it: without what is struck out, CHOSEN behind a stressed 是 or 否.

        None where the look says nothing of the kind.
        """
        if not any(look.struck or look.stressed for _, look in self.chunks):
            return None
        return "".join(_chosen(text) if look.stressed else text for text, look in self.chunks if not look.struck)


def branch(alternate: Element) -> Element | None:
    """The one branch of an mc:AlternateContent to read: the first choice, else the fallback.

    Of ink, which is no text and which nothing here draws, it is the fallback: a picture of it.
    """
    choice, fallback = child(alternate, "mc:Choice"), child(alternate, "mc:Fallback")
    ink = choice is not None and (choice.get("Requires") or "").split() == ["wpi"]
    return fallback if choice is None or (ink and fallback is not None) else choice


def _chosen(text: str) -> str:
    """A stressed run of which one of 是 and 否 is a word: with the mark behind it."""
    words = _CHOICES & set(text)
    return text if len(words) != 1 else text.replace(word := words.pop(), word + CHOSEN)


class RunReader:
    """Reads paragraphs of one document; remembers open fields and whether changes were tracked."""

    def __init__(self, styles: Styles) -> None:
        self.tracked = False
        self._styles = styles
        self._fields = Fields()

    def read(self, paragraph: Element, look: Look) -> Line:
        """The contents of a w:p whose own look is known."""
        line = Line()
        self._inside(paragraph, line, look)
        self._say(self._fields.end_paragraph(), line, look)
        return line

    def _inside(self, parent: Element, line: Line, look: Look) -> None:
        for one in parent:
            name = short(one.tag)
            if name in _GONE or name in _KEPT:
                self.tracked = True
            if name in _GONE or name in _SILENT:
                continue
            if name == "w:r":
                self._run(one, line, look)
            elif name == "w:sdt":
                self._control(one, line, look)
            elif name == "mc:AlternateContent":
                self._inside_any(branch(one), line, look)
            elif name in {"w:t", "m:t"}:
                self._say(one.text or "", line, look)
            else:
                if name == "w:hyperlink" and (relation := attribute(one, "r:id")):
                    line.links.append(relation)
                self._inside(one, line, look)

    def _inside_any(self, parent: Element | None, line: Line, look: Look) -> None:
        if parent is not None:
            self._inside(parent, line, look)

    def _run(self, run: Element, line: Line, look: Look) -> None:
        properties = child(run, "w:rPr")
        own = self._styles.run(properties, look)
        fonts = child(properties, "w:rFonts")
        font = "" if fonts is None else attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi") or ""
        for one in run:
            self._piece(one, line, own, font)

    def _piece(self, one: Element, line: Line, look: Look, font: str = "") -> None:
        name = short(one.tag)
        if name == "w:instrText":
            self._fields.instruct(one.text or "")
        elif name == "w:fldChar":
            self._put(self._fields.mark(one), line, look)
        elif name == "mc:AlternateContent":
            chosen = branch(one)
            for inner in () if chosen is None else chosen:
                self._piece(inner, line, look, font)
        elif name in {"w:drawing", "w:pict", "w:object"}:
            self._graphic(one, line, look, with_pictures=name != "w:object")
        elif name == "w:ruby":
            self._inside(one, line, look)
        else:
            line.page_break |= name == "w:br" and attribute(one, "w:type") == "page"
            self._say(_written(one, name, font), line, look)

    def _say(self, text: str, line: Line, look: Look) -> None:
        if not self._fields.silent:
            self._put(text, line, look)

    def _put(self, text: str, line: Line, look: Look) -> None:
        if text and not look.hidden:
            self._fields.showing()
            line.chunks.append((text, look))

    def _control(self, control: Element, line: Line, look: Look) -> None:
        properties = child(control, "w:sdtPr")
        box = child(properties, "w14:checkbox")
        if box is not None:
            checked = child(box, "w14:checked")
            said = "" if checked is None else attribute(checked, "w14:val") or "1"
            self._say(TICKED if said.lower() in {"1", "true", "on"} else UNTICKED, line, look)
        elif not switched_on(properties, "w:showingPlcHdr"):
            self._inside_any(child(control, "w:sdtContent"), line, look)

    def _graphic(self, parent: Element, line: Line, look: Look, *, with_pictures: bool) -> None:
        for one in parent:
            name = short(one.tag)
            if name == "w:txbxContent":
                line.boxes.append(one)
                continue
            if name == "v:textpath":
                self._say(one.get("string") or "", line, look)
            relation = attribute(one, "r:embed") if name == "a:blip" else None
            relation = attribute(one, "r:id") if name == "v:imagedata" else relation
            if relation and with_pictures and not look.hidden:
                line.pictures.append(relation)
            inner = branch(one) if name == "mc:AlternateContent" else one
            if inner is not None:
                self._graphic(inner, line, look, with_pictures=with_pictures)


def sym(sign: Element) -> str:
    """The plain character of a w:sym."""
    try:
        code = int(attribute(sign, "w:char") or "", 16)
    except ValueError:
        return ""
    return symbol(attribute(sign, "w:font") or "", code)


def _written(one: Element, name: str, font: str) -> str:
    if name in {"w:t", "m:t"}:
        return plain(font, one.text or "")
    return sym(one) if name == "w:sym" else _SIGNS.get(name, "")
