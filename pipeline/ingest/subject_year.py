"""The year of a subject line in the guises people give it."""

import re
from dataclasses import dataclass

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")}
_DIGITS |= dict.fromkeys("○◯零OoОо", "0") | dict.fromkeys("lI壹", "1") | {"贰": "2", "两": "2"}
_ODD = "".join(_DIGITS)
_FOUR = rf"[0-9{_ODD}]{{4}}"
_TENS = r"[二两]千零?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?"
_END = r"(?=\s*(?:$|[^0-9A-Za-z\s\u2e80-\u9fff]))"
_YEAR = re.compile(
    rf"(?P<four>{_FOUR})\s*(?:(?P<mark>年度|年)|(?![0-9A-Za-z]))"
    rf"|(?P<spelt>{_TENS})\s*(?P<mark3>年度|年)"
    rf"|'?(?P<two>[0-9]{{2}}|[{_ODD}]{{2}})\s*(?P<mark2>年度)"
    rf"|'?(?P<bare>[0-9]{{2}})\s*年?{_END}"
    r"|(?P<day>(?:19|20)[0-9]{2})(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?![0-9])"
)
_REST_OF_DATE = re.compile(
    r"\s*(?:[0-9]{1,2}月(?:份|\s*[0-9]{1,2}[日号])?|第?[一二三四1-4]季度|[上下]半年"
    rf"|[-/.][0-9]{{1,2}}(?:[-/.][0-9]{{1,2}}(?![0-9])|{_END}))"
)


@dataclass(frozen=True, kw_only=True)
class YearMark:
    """A year as read."""

    year: int
    end: int  # where the rest of the text begins
    date_end: int  # the same behind a month or day that follows the year
    plain: bool  # four figures, then nothing, 年 or 年度
    marked: bool  # 年度 stands behind it: the form's own word
    bare: bool = False  # two figures without 年度: a year only where a year is looked for


def leading_year(text: str, start: int = 0) -> YearMark | None:
    """The year a text begins with: 2020, 2020年度, 2O20, 20年度, 二〇二〇年, 2020-05-12; None when it does not."""
    found = _YEAR.match(text, start)
    if found is None:
        return None
    mark = found["mark"] or found["mark2"] or found["mark3"]
    year = _value(found)
    if not (1900 <= year <= 2099 or (mark == "年度" and year >= 1000)):
        return None
    date = _REST_OF_DATE.match(text, found.end()) if mark != "年度" else None
    plain = bool(found["four"]) and found["four"].isascii() and found["four"].isdecimal() and date is None
    date_end = date.end() if date else found.end()
    bare = bool(found["bare"])
    return YearMark(year=year, end=found.end(), date_end=date_end, plain=plain, marked=mark == "年度", bare=bare)


def whole_year(text: str) -> YearMark | None:
    """The year of a text that is nothing but a year or a date."""
    found = leading_year(text)
    return found if found is not None and found.date_end == len(text) else None


def exact_year(text: str) -> int | None:
    """The year of a field that follows the form to the letter: four figures, then nothing, 年 or 年度."""
    found = re.fullmatch(r"([1-9][0-9]{3})(?:年度?)?", text)
    return int(found[1]) if found else None


def _value(found: re.Match[str]) -> int:
    if found["spelt"]:
        return _spelt(found["spelt"])
    if found["two"] or found["bare"]:
        return 2000 + int(_figures(found["two"] or found["bare"]))
    return int(_figures(found["four"] or found["day"]))


def _figures(text: str) -> str:
    return "".join(_DIGITS.get(c, c) for c in text)


def _spelt(text: str) -> int:
    """二千零二十 as people say it."""
    tens, ten, ones = text[2:].lstrip("零").rpartition("十")
    count = int(_DIGITS[tens]) if tens else 1
    return 2000 + (10 * count if ten else 0) + (int(_DIGITS[ones]) if ones else 0)
