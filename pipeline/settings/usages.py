"""terms.csv: what the office does not want to read in a manuscript, and what it wants to read instead."""

import csv
import unicodedata
from io import StringIO
from pathlib import Path

from pipeline.settings.errors import Complaints, Place
from pipeline.settings.files import read_text
from pipeline.settings.values import Usage

FILE = "terms.csv"
HEADER = ("wrong", "right", "note")


def read_usages(file: Path, complaints: Complaints) -> tuple[Usage, ...]:
    """The usages in file order; a bureau without the file keeps none."""
    text = read_text(file, complaints) if file.exists() else None
    if text is None:
        return ()
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    found: dict[str, tuple[Usage, int]] = {}
    start = 1
    try:
        for cells in reader:
            _read([plain(cell) for cell in cells], Place(file, start), found, complaints)
            start = reader.line_num + 1
    except csv.Error:
        complaints.add(Place(file, start), "csv_syntax")
    if reader.line_num == 0:
        complaints.add(Place(file), "csv_header", header=",".join(HEADER))
    return tuple(usage for usage, _ in found.values())


def plain(text: str) -> str:
    """A text as it is compared: full-width letters and digits are the plain ones, blanks around it do not count."""
    return unicodedata.normalize("NFKC", text).strip()


def _read(cells: list[str], place: Place, found: dict[str, tuple[Usage, int]], complaints: Complaints) -> None:
    if place.line == 1:
        if tuple(cells) != HEADER:
            complaints.add(place, "csv_header", header=",".join(HEADER))
        return
    if not any(cells):
        return
    if len(cells) != len(HEADER):
        complaints.add(place, "csv_cells", found=len(cells), wanted=len(HEADER))
        return
    usage = Usage(*cells)
    if not usage.wrong:
        complaints.add(place, "empty", key="wrong")
    elif usage.wrong == usage.right:
        complaints.add(place, "usage_same", value=usage.wrong)
    elif usage.wrong in found:
        complaints.add(place, "usage_twice", value=usage.wrong, line=found[usage.wrong][1])
    else:
        found[usage.wrong] = (usage, place.line or 0)
