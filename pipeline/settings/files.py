"""The one door to the files of config/: bytes to text to table, every failure noted."""

import re
import tomllib
from pathlib import Path

from pipeline.settings.errors import Complaints, Place
from pipeline.settings.locator import closed, is_entry, key_lines, open_list
from pipeline.settings.slips import slip_of
from pipeline.settings.tomlfile import Table

_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx, .xls
_LEFT_OUT = "_left_out_"  # stands in for a header that is left out, so that its keys go nowhere else
_MOST_MISTAKES = 50


def read_text(file: Path, complaints: Complaints) -> str | None:
    """The text of a UTF-8 file (with or without BOM), or None with the reason noted."""
    try:
        raw = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        of_bureau = file.parent.parent.name == "bureaus"
        complaints.add(Place(file), "file_missing" if of_bureau else "file_missing_shared", name=file.name)
        return None
    except OSError as failure:
        complaints.add(Place(file), "unreadable", detail=failure.strerror)
        return None
    if raw.startswith(_WORKBOOKS):
        complaints.add(Place(file), "workbook" if file.suffix == ".csv" else "office_file")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = raw.count(b"\n", 0, failure.start) + 1
        complaints.add(Place(file, line), "gbk" if file.suffix == ".csv" and _is_gbk(raw) else "not_utf8")
        return None


def read_toml(file: Path, complaints: Complaints) -> Table | None:
    """The file as a table, or None with the reason noted.

    A line that TOML refuses (a key written twice, a lost quotation mark) is noted and left out, and reading goes on,
    so that the file's other mistakes are told in the same breath.
    """
    text = read_text(file, complaints)
    if text is None:
        return None
    lines = [*text.split("\n"), ""]
    whole = list(lines)  # as written, but for brackets that are missing: where its keys stand
    for _ in range(_MOST_MISTAKES):
        try:
            data = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as failure:
            if not _mend(lines, whole, str(failure), Place(file), complaints):
                return None
            continue
        data = {key: value for key, value in data.items() if not key.startswith(_LEFT_OUT)}
        return Table(data=data, file=file, complaints=complaints, lines=key_lines("\n".join(whole)))
    return None


def _mend(lines: list[str], whole: list[str], message: str, place: Place, complaints: Complaints) -> bool:
    """Note what was refused and make it readable; False when reading cannot go on."""
    found = _LINE.search(message)
    number = int(found.group(1)) if found else len(lines)
    begun = open_list(lines[: number - 1])
    if begun is not None and (found is None or is_entry(lines[number - 1])):
        complaints.add(Place(place.file, begun + 1), "toml_open", detail=lines[begun].strip())
        last = max(at for at in range(begun, number - 1) if lines[at].split("#")[0].strip())
        for text in (lines, whole):
            text[last] = closed(text[last])
        return True
    return _leave_out(lines, message, place, complaints, inside=begun is not None)


def _leave_out(lines: list[str], message: str, place: Place, complaints: Complaints, *, inside: bool) -> bool:
    """Note the refused line and blank it; False when reading cannot go on."""
    found = _LINE.search(message)
    number = int(found.group(1)) if found else len(lines) - 1
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    code, facts = slip_of(line, message)
    code = "toml_comma" if inside and code == "toml_syntax" and line.startswith(('"', "'")) else code
    complaints.add(Place(place.file, max(1, number)), code, detail=line, **facts)
    if found is None or not line:
        return False
    lines[number - 1] = f"[{_LEFT_OUT}{number}]" if line.startswith("[") else "," if code == "toml_comma" else ""
    return True


def _is_gbk(raw: bytes) -> bool:
    if b"\0" in raw:  # UTF-16
        return False
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
