"""Where a key stands in a TOML text; tomllib itself does not tell."""

import re
from collections.abc import Sequence

KeyPath = tuple[str | int, ...]

_LONG_STRING = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'', re.S)
_STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_PATH = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_PATH})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*({_PATH})\s*[=＝]")  # the wide one is a slip, told where it stands


def key_lines(text: str) -> dict[KeyPath, int]:
    """The 1-based line of every table header and key, by its path; tables in `[[…]]` carry their index.

    Keys of inline tables are not listed: ask for the key that holds them.
    """
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    depth = 0
    for number, line in enumerate(_LONG_STRING.sub(_hollow, text).split("\n"), start=1):
        header = _HEADER.match(line) if depth == 0 else None
        if header:
            table = _table_path(header, counts)
            lines.setdefault(table, number)
            continue
        key = _KEY.match(line) if depth == 0 else None
        if key:
            lines.setdefault((*table, *_names(key.group(1))), number)
        depth += _opened(line)
    return lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """The line of a key, else of the nearest table or key around it, else 1."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1


def open_list(lines: Sequence[str]) -> int | None:
    """The 0-based line whose bracket is still open at the end of these lines; None when none is."""
    begun, depth = 0, 0
    for number, line in enumerate(_LONG_STRING.sub(_hollow, "\n".join(lines)).split("\n")):
        begun = number if depth == 0 else begun
        depth = max(0, depth + _opened(line))
    return begun if depth else None


def is_entry(line: str) -> bool:
    """Whether a line looks like a table header, or a key with its value."""
    return bool(_HEADER.match(line) or _KEY.match(line))


def closed(line: str) -> str:
    """The line with a bracket behind what stands before its remark."""
    at = _STRING.sub(lambda found: "x" * len(found.group()), line).find("#")
    return (line if at < 0 else line[:at]).rstrip() + "]"


def _hollow(found: re.Match[str]) -> str:
    return '""' + "\n" * found.group().count("\n")


def _opened(line: str) -> int:
    bare = _STRING.sub("", line).split("#")[0]
    return sum(bare.count(c) for c in "[{") - sum(bare.count(c) for c in "]}")


def _names(path: str) -> KeyPath:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, path))


def _table_path(header: re.Match[str], counts: dict[KeyPath, int]) -> KeyPath:
    """The path of a header, with the running index of every array of tables on its way."""
    path: KeyPath = ()
    names = _names(header.group(2))
    for position, name in enumerate(names, start=1):
        path = (*path, name)
        if position == len(names) and header.group(1) == "[[":
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
