"""Word files written element by element, for what no library writes by itself."""

import io
import zipfile
from collections.abc import Mapping, Sequence

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NAMES = (
    'xmlns:r="{relations}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_ROOT = '<?xml version="1.0" encoding="UTF-8"?><w:{tag} xmlns:w="{main}" {names}>{inside}</w:{tag}>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELS = f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
_TYPES = f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types"/>'


def root(tag: str, inside: str, main: str = TRANSITIONAL) -> str:
    """A part's XML: `document`, `styles`, `hdr`, `footnotes` …"""
    relations = _STRICT_RELATIONS if main == STRICT else _RELATIONS
    return _ROOT.format(tag=tag, main=main, inside=inside, names=_NAMES.format(relations=relations))


def docx(
    body: str,
    *,
    styles: str | None = None,
    parts: Mapping[str, bytes | str] | None = None,
    relations: Sequence[tuple[str, str, str]] = (),
    main: str = TRANSITIONAL,
) -> bytes:
    """A Word file with that body; `relations` are (id, kind, target) of the main part."""
    kind = _STRICT_RELATIONS if main == STRICT else _RELATIONS
    rows = [*relations, *([("rStyles", "styles", "styles.xml")] if styles is not None else [])]
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format(_row("r1", f"{kind}/officeDocument", "word/document.xml")),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>", main),
        "word/_rels/document.xml.rels": _RELS.format("".join(_row(i, f"{kind}/{k}", t) for i, k, t in rows)),
        **({"word/styles.xml": root("styles", styles, main)} if styles is not None else {}),
        **(parts or {}),
    }
    return zipped(files)


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def p(*inside: str, properties: str = "") -> str:
    """A paragraph; text that is no element becomes a run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(one if one.startswith('<') else r(one) for one in inside)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: Sequence[str]) -> str:
    """A table; a cell is text (a line a paragraph) or whole elements, a w:tc among them."""
    lines = ("<w:tr>" + "".join(map(_cell, row)) + "</w:tr>" for row in rows)
    return "<w:tbl>" + "".join(lines) + "</w:tbl>"


def tc(*inside: str, properties: str = "") -> str:
    """A cell with properties: `<w:gridSpan w:val="2"/>`, `<w:vMerge/>`."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inside)}</w:tc>"


def _cell(inside: str) -> str:
    if inside.startswith("<w:tc"):
        return inside
    return tc(inside if inside.startswith("<") else "".join(p(line) for line in inside.split("\n")))


def _row(id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>'
