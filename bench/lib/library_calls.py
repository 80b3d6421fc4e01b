"""One library's plain reading of a file, timed: run by the Python of the libraries' own environment.

    python library_calls.py CALL FILE ROUNDS

Prints the best processor time of a call, in seconds.
"""

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def fast_mail_parser(content: bytes) -> object:
    """The whole letter, every attachment decoded."""
    import fast_mail_parser

    return [one.content for one in fast_mail_parser.parse_email(content).attachments]


def openpyxl(content: bytes) -> object:
    """Every cell's value, formulas as their results."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return [list(sheet.values) for sheet in book]


def calamine(content: bytes) -> object:
    """Every cell's value."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def striprtf(content: bytes) -> object:
    """The text."""
    from striprtf.striprtf import rtf_to_text

    return rtf_to_text(content.decode("latin-1"), errors="ignore")


def odfpy(content: bytes) -> object:
    """The text of every paragraph."""
    from odf import teletype, text
    from odf.opendocument import load

    return [teletype.extractText(one) for one in load(io.BytesIO(content)).getElementsByType(text.P)]


_CALLS: tuple[Callable[[bytes], object], ...] = (fast_mail_parser, openpyxl, calamine, striprtf, odfpy)


def main(call: str, path: Path, rounds: int) -> None:
    """Call it once to import what it needs, then so many times."""
    act = {one.__name__: one for one in _CALLS}[call]
    content = path.read_bytes()
    act(content)
    best = []
    for _ in range(rounds):
        began = time.process_time()
        act(content)
        best.append(time.process_time() - began)
    sys.stdout.write(json.dumps(min(best)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
