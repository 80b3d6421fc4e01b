"""The documents of a period proof-read: their templates ask for what is told, their tables of words are whole."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

from pydantic import ValidationError

from pipeline.report import bulletin, fees
from pipeline.report.bulletin_view import BulletinSheet
from pipeline.report.bulletin_wording import Wording, bulletin_wording
from pipeline.report.docx_filling import placeholders
from pipeline.report.fees import FeeSheet
from pipeline.report.proof_messages import MESSAGES
from pipeline.report.tally_wording import TallyWording, tally_wording
from pipeline.report.word_table import WordTable
from pipeline.settings.errors import Complaints, Place
from pipeline.settings.near import near

_SHEETS: dict[str, type] = {bulletin.TEMPLATE: BulletinSheet, fees.TEMPLATE: FeeSheet}
_READ: dict[str, tuple[Callable[[Path], WordTable], type[WordTable]]] = {
    "bulletin.toml": (bulletin_wording, Wording),
    "tally.toml": (tally_wording, TallyWording),
}


def prove_papers(folder: Path, notes: Complaints) -> None:
    """Note every template and table of words for the documents of a period that is missing or cannot be used."""
    for name, sheet in _SHEETS.items():
        _template(folder / name, [field.name for field in fields(sheet)], notes)
    for name, (read, whole) in _READ.items():
        _words(folder / name, lambda read=read: read(folder), whole, notes)  # type: ignore[misc]


def _template(file: Path, known: list[str], notes: Complaints) -> None:
    if not file.is_file():
        _note(notes, file, "no_form")
        return
    try:
        names = placeholders(file)
    except Exception:  # told by the proof of forms, which opens every template
        return
    for name in sorted(names - set(known)):
        _note(notes, file, "form_unknown", names=name, near=near(name, known))


def _words(file: Path, read: Callable[[], WordTable], whole: type[WordTable], notes: Complaints) -> None:
    try:
        read()
    except OSError:
        _note(notes, file, "no_wording")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        _note(notes, file, "wording_syntax", line=_line(str(wrong)))
    except ValidationError as wrong:
        for code, facts in _faults(wrong, whole):
            _note(notes, file, code, line=_line_of(file, str(facts["key"])), **facts)


def _faults(wrong: ValidationError, whole: type[WordTable]) -> Iterator[tuple[str, dict[str, object]]]:
    """What is wrong with which key."""
    for error in wrong.errors():
        table, key = (*map(str, error["loc"]), "", "")[:2]
        kind = str(error["type"])
        if kind == "missing":
            yield "wording_missing", {"table": table, "key": key or table}
        elif kind == "extra_forbidden":
            yield (
                "wording_strange",
                {"table": table, "key": key or table, "near": near(key or table, _known(whole, table))},
            )
        else:
            yield "wording_value", {"table": table, "key": key, "why": error.get("ctx", {}).get("error", "")}


def _known(whole: type[WordTable], table: str) -> list[str]:
    found = whole.model_fields.get(table)
    inner = found.annotation if found else None
    return list(inner.model_fields if isinstance(inner, type) and issubclass(inner, WordTable) else whole.model_fields)


def _line(said: str) -> int:
    found = re.search(r"line (\d+)", said)
    return int(found.group(1)) if found else 1


def _line_of(file: Path, key: str) -> int:
    """The line of a key, or 1."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if re.match(rf"\[?{re.escape(key)}\b", line)), 1)


def _note(notes: Complaints, file: Path, code: str, *, line: int = 1, **facts: object) -> None:
    notes.tell(Place(file, line), MESSAGES[code], facts)
