"""Parameters of Content-Type and Content-Disposition, and the file names in them (mail.md L3)."""

import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from pipeline.ingest.charset import decode, one_line
from pipeline.ingest.encoded_words import decode_words
from pipeline.ingest.headers import Headers, eight_bit

_ITEM = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.S)
_SECTION = re.compile(r"^([^*]+)\*(\d{1,4})(\*?)$")
_ESCAPE = re.compile(r'\\(["\\])')
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_LONGEST_NAME = 255  # characters
_MOST_PARAMETERS = 200
Parameters = list[tuple[str, str]]


def parameters(value: str) -> Parameters:
    """The parameters of a structured header as (name in lower case, unquoted text), in order. Linear."""
    found: Parameters = []
    for item in _ITEM.finditer(value):
        name, text = item[1].lower(), item[2].strip()
        if text.startswith('"'):
            text = _ESCAPE.sub(r"\1", text[1:-1] if len(text) > 1 and text.endswith('"') else text[1:])
        found.append((name, text))
        if len(found) == _MOST_PARAMETERS:
            break
    return found


def parameter(found: Parameters, name: str) -> str:
    """A plain parameter's first value, "" without one."""
    return next((text for key, text in found if key == name), "")


@lru_cache(maxsize=32)  # asked several times of each part
def file_name(headers: Headers) -> str:
    """The file name a part carries, for showing only: the last path component, "" when there is none.

    Content-Disposition before Content-Type; of both forms at once the RFC 2231 one, unless it is damaged.
    """
    candidates = []
    for header, key in (("content-disposition", "filename"), ("content-type", "name")):
        for value in headers.all(header)[:1]:
            found = parameters(eight_bit(value))
            candidates += [_extended(found, key), decode_words(parameter(found, key))]
    names = [name for name in map(safe_name, candidates) if name]
    whole = [name for name in names if "\ufffd" not in name]
    return next(iter(whole or names), "")


def safe_name(text: str) -> str:
    """The last path component of a name, without control characters; it is metadata, never a path."""
    last = re.split(r"[/\\]", one_line(text))[-1].strip()
    return "" if last in ("", ".", "..") else _shortened(last)


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST_NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 10:
        return name[:_LONGEST_NAME]
    return stem[: _LONGEST_NAME - len(suffix) - 1] + dot + suffix


def _extended(found: Parameters, key: str) -> str:
    """An RFC 2231 value: `key*=` or the sections `key*0*=`, `key*1=` … joined as bytes before decoding."""
    single = parameter(found, key + "*")
    sections = {0: (single, True)} if single else {}
    for name, text in found if not single else []:
        matched = _SECTION.match(name)
        if matched and matched[1] == key:
            sections.setdefault(int(matched[2]), (text, bool(matched[3])))
    if not sections:
        return ""
    ordered = [sections[number] for number in sorted(sections)]
    if not any(extended for _, extended in ordered):
        return decode_words("".join(text for text, _ in ordered))
    return _percent_decoded(ordered)


def _percent_decoded(ordered: list[tuple[str, bool]]) -> str:
    first = ordered[0][0].split("'", 2)
    label, rest = (first[0], first[2]) if len(first) == 3 else ("", ordered[0][0])
    text = rest
    for section, extended in ordered[1:]:
        text += section if extended or _PERCENT.search(section) else section.replace("%", "%25")
    raw = unquote_to_bytes(text)
    return decode_words(decode(raw, label)[0])
