"""Word files for the golden letters, written element by element: the same words give the same bytes anywhere."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from letters.making.units import Unit

Look = Literal["styled", "centred", "plain"]

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
)
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" '
    'ContentType="image/jpeg"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    '<Override PartName="/word/document.xml" ContentType="{main}"/><Override PartName="/word/styles.xml" '
    f'ContentType="{_TYPE}.styles+xml"/>{{header}}</Types>'
)
_HEADER_TYPE = f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>'
_LABELS = ("稿件标题", "供稿单位", "撰稿人", "是否涉及敏感内容或重要信息", "初审负责人意见", "分管领导意见")


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """A manuscript as its author meant it; the golden answer counts its words from here."""

    title: str | None
    paragraphs: tuple[str, ...]
    byline: str | None = None
    look: Look = "styled"
    chars: int | None = None  # None: nothing but Chinese, so each character is a word
    xml: str | None = None  # all of the text as XML, where no words of ours describe it
    extra: str = ""  # XML behind the text
    pictures: tuple[bytes, ...] = ()
    header: str = ""  # the page's header
    files: Mapping[str, bytes] = field(default_factory=dict)  # further files of the package

    @property
    def words(self) -> int:
        """Words of the body as Word counts them."""
        return sum(map(len, self.paragraphs)) if self.chars is None else self.chars

    def docx(self) -> bytes:
        """The file."""
        lines = [self._text() if self.xml is None else self.xml]
        lines += [picture(f"rIdP{n}") for n in range(len(self.pictures))]
        media = {f"word/media/image{n}.jpg": content for n, content in enumerate(self.pictures)}
        links = [(f"rIdP{n}", "image", f"media/image{n}.jpg") for n in range(len(self.pictures))]
        return package("".join(lines) + self.extra, links, {**media, **self.files}, self.header)

    def _text(self) -> str:
        head = [titled(self.title, self.look)] if self.title else []
        byline = [para(self.byline, centred=True)] if self.byline else []
        return "".join([*head, *byline, *map(para, self.paragraphs)])


def prose(unit: Unit, about: str = "走访慰问") -> tuple[str, ...]:
    """A body of three paragraphs in nothing but Chinese: 163 words and four times the unit's short name."""
    name = unit.short
    return (
        f"近日，{name}组织工作人员深入社区开展{about}，看望辖区退役军人和优抚对象，详细了解他们的身体状况、家庭生活和实际困难。",
        f"活动中，{name}工作人员认真听取意见建议，耐心讲解优抚政策，现场登记需要帮助的事项，逐一明确办理人员和办理时限。",
        f"参加活动的退役军人表示，{name}把关心送到了家门口，大家一定保持军人本色，继续为家乡发展贡献力量。",
        f"下一步，{name}将继续完善常态化联系机制，让退役军人的获得感更加充实，让尊崇军人的氛围更加浓厚。",
    )


def form(fields: Sequence[str], *, box: str | None = None) -> str:
    """Form 2 as XML, after the plan's annex: title, unit, author, ticks, first opinion, second opinion.

    `box` is XML that stands for the ticks.
    """
    rows = [[para(label), _cell(value)] for label, value in zip(_LABELS, fields, strict=True)]
    if box is not None:
        rows[3][1] = box
    return para("附件2") + para("信息稿件审核表", centred=True, bold=True) + table(rows)


def form_docx(fields: Sequence[str], *, box: str | None = None) -> bytes:
    """Form 2 as a file of its own."""
    return package(form(fields, box=box))


def para(text: str = "", *, centred: bool = False, bold: bool = False, style: str = "", runs: str = "") -> str:
    """A paragraph; `runs` is XML instead of text."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + ('<w:jc w:val="center"/>' if centred else "")
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs or run(text, bold=bold)}</w:p>"


def run(text: str, *, bold: bool = False, size: int = 0) -> str:
    """A run of text; size in half points."""
    look = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def titled(title: str, look: Look) -> str:
    """A title; a line break in it makes a title of two lines."""
    if look == "styled":
        return "".join(para(line, style="Title") for line in title.split("\n"))
    if look == "plain":
        return "".join(map(para, title.split("\n")))
    return "".join(para(runs=run(line, bold=True, size=44), centred=True) for line in title.split("\n"))


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table whose cells are XML."""
    lines = ("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>' + "".join(lines) + "</w:tbl>"


def page_break() -> str:
    """A page's end."""
    return para(runs='<w:r><w:br w:type="page"/></w:r>')


def picture(relation: str) -> str:
    """A paragraph with a picture in it."""
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
    graphic = f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">{blip}</a:graphicData>'
    size = '<wp:extent cx="3600000" cy="2700000"/><wp:docPr id="1" name="p"/>'
    return para(runs=f"<w:r><w:drawing><wp:inline>{size}<a:graphic>{graphic}</a:graphic></wp:inline></w:drawing></w:r>")


def package(
    body: str,
    links: Sequence[tuple[str, str, str]] = (),
    files: Mapping[str, bytes] | None = None,
    header: str = "",
) -> bytes:
    """A .docx whose main part has this body; `links` are (id, kind, target)."""
    extra = files or {}
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    main = kind if "word/vbaProject.bin" in extra else f"{_TYPE}.document.main+xml"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/></w:sectPr>' if header else "<w:sectPr/>"
    rows = [("rIdS", "styles", "styles.xml"), *links, *([("rIdH", "header", "header1.xml")] if header else [])]
    texts = {
        "[Content_Types].xml": _TYPES.format(main=main, header=_HEADER_TYPE if header else ""),
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMES}>{_STYLES}</w:styles>",
        "word/_rels/document.xml.rels": _relations(rows),
        **({"word/header1.xml": f"<w:hdr {_NAMES}>{para(header)}</w:hdr>"} if header else {}),
    }
    return zipped({**{name: (_HEAD + text).encode() for name, text in texts.items()}, **extra})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip with the times fixed and nothing squeezed, so that no library's version changes a byte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 5, 6, 9, 0, 0)), content)
    return out.getvalue()


def _relations(rows: Sequence[tuple[str, str, str]]) -> str:
    lines = (f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in rows)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _cell(value: str) -> str:
    return "".join(map(para, value.split("\n")))
