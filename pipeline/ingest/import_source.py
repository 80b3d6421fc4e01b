"""An import file as grids: Excel of either kind, CSV in UTF-8 or GBK, JSON."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from pipeline.ingest.charset import decode, tidy
from pipeline.ingest.grid import Grid, Line, Spot
from pipeline.ingest.kind import kind_of
from pipeline.ingest.sheets import KINDS, read_csv, read_sheets
from pipeline.ingest.text_file import tables_in
from pipeline.ingest.trouble import DAMAGED, EMPTY, ENCRYPTED, OVER_LIMIT, UNSUPPORTED, Unreadable
from pipeline.settings.values import Limits

_TEXTS = {"txt", "csv", "html"}
_LISTED = "；"  # parts the values of a JSON list


class BadJson(Exception):  # noqa: N818 - told to a person, not a fault of ours
    """A JSON file that cannot be read; `code` is a word of import_words, `line` where it breaks."""

    def __init__(self, code: str, line: int = 1) -> None:
        super().__init__(code, line)
        self.code = code
        self.line = line


def grids_of(file: Path, kind: str, limits: Limits) -> tuple[Grid, ...]:
    """What a file holds, hidden sheets left out.

    Args:
        file: to be read.
        kind: what it is to hold; a JSON object keeps its rows under this name.
        limits: what it may cost.

    Raises:
        OSError: it is not there, or may not be read.
        Unreadable: damaged, empty, encrypted, over_limit, unsupported.
        BadJson: it is JSON by name or by its first sign, and none.
    """
    if file.stat().st_size > limits.part_bytes:
        raise Unreadable(OVER_LIMIT, "part_bytes")
    content = file.read_bytes()
    if not content.strip():
        raise Unreadable(EMPTY)
    found = kind_of(content, file.name)
    if found in KINDS:
        return tuple(grid for grid in read_sheets(content, found, limits) if not grid.hidden)
    if found not in _TEXTS:
        raise Unreadable(ENCRYPTED if found == "encrypted_office" else UNSUPPORTED, found)
    text, replaced = decode(content)
    if replaced:
        raise Unreadable(DAMAGED, "neither UTF-8 nor GB 18030")
    if len(text) > 8 * limits.text_chars:
        raise Unreadable(OVER_LIMIT, "text")
    text = tidy(text)
    if found == "html":  # as office systems export under the name of an .xls
        return tables_in(text, found, limits)
    is_json = file.suffix.lower() == ".json" or text.lstrip()[:1] in {"[", "{"}
    return (_of_json(text, kind),) if is_json else (read_csv(text),)


def _of_json(text: str, kind: str) -> Grid:
    """Objects as rows; the keys of all are the heading, row 0."""
    try:
        data = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as fault:
        raise BadJson("json_syntax", fault.lineno) from fault
    except (RecursionError, ValueError) as fault:
        raise BadJson("json_syntax") from fault
    rows = data.get(kind) if isinstance(data, Mapping) else data
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise BadJson("json_rows")
    keys = list(dict.fromkeys(str(key) for row in rows for key in row))
    lines = [Line(number=0, spots={place: Spot(text=key) for place, key in enumerate(keys)})]
    for number, row in enumerate(rows, 1):
        spots = {keys.index(key): Spot(text=_said(value)) for key, value in row.items() if value is not None}
        lines.append(Line(number=number, spots=spots))
    return Grid(lines=tuple(lines))


def _said(value: object) -> str:
    return _LISTED.join(map(str, value)) if isinstance(value, list) else str(value)
