"""A workbook read back as the file holds it: what is a number, a day, a text or a formula."""

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

_MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell as it is kept."""

    kind: str  # s: a text; n: a number or a day
    value: str | None
    formula: bool
    style: int


class Workbook:
    """All sheets of an .xlsx by name, each a mapping of places (A1) to cells."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self._texts = ["".join(t.itertext()) for t in self.xml("xl/sharedStrings.xml").iterfind("m:si", _MAIN)]
        self.names = [s.get("name") for s in self.xml("xl/workbook.xml").iterfind("m:sheets/m:sheet", _MAIN)]

    def xml(self, member: str) -> etree._Element:
        return etree.fromstring(self.archive.read(member))

    def sheet(self, name: str) -> etree._Element:
        return self.xml(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml")

    def cells(self, name: str) -> dict[str, Cell]:
        found = self.sheet(name).iterfind("m:sheetData/m:row/m:c", _MAIN)
        return {c.get("r"): self._cell(c) for c in found}

    def rows(self, name: str) -> list[list[str | None]]:
        """The values row by row, title and headings first."""
        rows: dict[int, list[str | None]] = {}
        for place, cell in self.cells(name).items():
            rows.setdefault(int(re.sub(r"\D", "", place)), []).append(cell.value)
        return [rows[n] for n in sorted(rows)]

    def styles(self) -> list[etree._Element]:
        return list(self.xml("xl/styles.xml").iterfind("m:cellXfs/m:xf", _MAIN))

    def number_format(self, cell: Cell) -> str | None:
        """How a number is shown; of the formats that Excel has built in, whole percents alone by name."""
        told = self.styles()[cell.style].get("numFmtId")
        own = self.xml("xl/styles.xml").iterfind("m:numFmts/m:numFmt", _MAIN)
        return {"9": "0%"}.get(told) or {f.get("numFmtId"): f.get("formatCode") for f in own}.get(told)

    def _cell(self, c: etree._Element) -> Cell:
        value, kind = c.findtext("m:v", None, _MAIN), c.get("t", "n")
        text = self._texts[int(value)] if kind == "s" and value is not None else value
        return Cell(kind=kind, value=text, formula=c.find("m:f", _MAIN) is not None, style=int(c.get("s", 0)))
