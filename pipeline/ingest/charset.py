"""Bytes to text the way Chinese mail needs it (mail.md L1, L2)."""

import codecs
import re
import unicodedata

_GB = re.compile(r"gb|936|euc-?cn|chinese|iso-ir-58", re.I)
_LATIN = re.compile(r"ascii|8859-?1$|latin-?1$|1252", re.I)
# Text codecs of mail; the standard library also holds slow or dangerous ones (punycode, unicode_escape).
_KNOWN = re.compile(r"^(iso8859|cp\d|big5|euc|shift|iso2022|koi8|utf|hz|mac|tis|johab|latin)")
_USUAL_GB = re.compile(rb"(?:[\x00-\x7f]|[\xb0-\xd7][\xa1-\xfe])+")
_SIGNS = frozenset("·×°±§÷")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_REPLACED = "\ufffd"
_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def decode(raw: bytes, label: str = "") -> tuple[str, bool]:
    """Text of `raw` under a charset label, and whether something had to be replaced.

    Every GB label decodes as gb18030; a wrong label gives way to what the bytes strictly are. Never raises.
    """
    if not label and raw.isascii():
        return raw.decode("ascii"), False
    marked = ["utf-16"] if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else []
    for name in (*marked, *_candidates(raw, label.strip().strip("\"'").lower())):
        try:
            text = raw.decode(name)
            return text if name == "utf-8" else _SURROGATES.sub(_REPLACED, text), False
        except (UnicodeError, LookupError, ValueError):
            continue
    last = "utf-8" if label.lower().startswith("utf") else "gb18030"
    return _SURROGATES.sub(_REPLACED, raw.decode(last, "replace")), True


def family(label: str) -> str:
    """Labels of one family may share a character between two encoded words."""
    return "gb18030" if _GB.search(label) else label.strip().lower()


def tidy(text: str) -> str:
    """Body text for keeping: line ends as LF, no control characters but tab and LF."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text.removeprefix("\ufeff")))


def one_line(text: str) -> str:
    """A header's text for showing: one line, no control or direction characters, no blanks at the ends."""
    if text.isprintable():
        return text.strip()
    spaced = _BREAKS.sub(" ", text).replace("\n", " ").replace("\t", " ")
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip()


def _candidates(raw: bytes, label: str) -> list[str]:
    if _GB.search(label):
        return ["utf-8", "gb18030"] if _is_chinese_utf8(raw) else ["gb18030", "utf-8"]
    known = _known(label)
    if known == "utf-8":
        return ["utf-8", "gb18030"]
    unlabelled = ["gb18030", "utf-8"] if _is_short_gb(raw) else ["utf-8", "gb18030"]
    if known is None:
        return unlabelled
    if _LATIN.search(label):
        return [*unlabelled, "latin-1"]
    return [known, *unlabelled]


def _known(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name if label.isascii() and label else ""
    except (LookupError, ValueError):
        return None
    if name == "ascii":
        return name
    return name if _KNOWN.match(name) else None


def _is_short_gb(raw: bytes) -> bool:
    """Whether unlabelled bytes that happen to be UTF-8 are GB after all: 图片 would be read as ͼƬ, 一 as һ.

    Chinese in UTF-8 takes three bytes a character. Letters of two bytes and nothing else, each a usual character in
    GB 2312, are a short Chinese name; the few signs that stand alone in Chinese text as well are left as they are.
    """
    if raw.isascii() or _USUAL_GB.fullmatch(raw) is None:
        return False
    try:
        beyond = {c for c in raw.decode("utf-8") if c > "\x7f"}
    except UnicodeDecodeError:
        return False
    return max(beyond) <= "\u07ff" and not beyond <= _SIGNS


def _is_chinese_utf8(raw: bytes) -> bool:
    """Whether bytes labelled GB are UTF-8 after all: two or more ideographs and nothing else beyond ASCII.

    gb18030 would decode most of them, to other characters and without a sign.
    """
    try:
        beyond = [c for c in raw.decode("utf-8") if c > "\x7f"]
    except UnicodeDecodeError:
        return False
    return len(beyond) > 1 and all("\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in beyond)
