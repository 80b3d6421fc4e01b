"""第1封 共2封: what a subject says of a piece that comes in several letters."""

import re

from pipeline.domain.series import Series
from pipeline.domain.text import normal, title_key
from pipeline.ingest.subject_clean import clean
from pipeline.settings.values import SubjectTables

_N = r"([0-9]{1,2}|[一二两三四五六七八九十])"
_OPEN, _CLOSE = r"[(\[【〔]?\s*", r"\s*[)\]】〕]?"
_SORT = r"(?:封|部分|批)"
_SHAPES = (  # number before total, or total before number
    (re.compile(rf"{_OPEN}第\s*{_N}\s*{_SORT}[\s,、;:/.-]*共\s*{_N}\s*{_SORT}?{_CLOSE}"), 1, 2),
    (re.compile(rf"{_OPEN}共\s*{_N}\s*{_SORT}[\s,、;:/.-]*(?:这是)?第\s*{_N}\s*{_SORT}?{_CLOSE}"), 2, 1),
    (re.compile(rf"[(\[【〔]\s*{_N}\s*/\s*{_N}\s*[)\]】〕]\s*$"), 1, 2),
    (re.compile(rf"(?<=[\s+_-]){_N}/{_N}\s*$"), 1, 2),
)
_ONE_OF = re.compile(rf"{_OPEN}之([一二三四五六七八九十]){_CLOSE}$")
_CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_MOST = 20


def series_of(subject: str, tables: SubjectTables) -> Series | None:
    """Which of several letters this is; None where the subject says nothing of it.

    （5/6） may be a day: without 第 and 共 it counts as long as it can be a place among several. Nothing follows from
    it but a word in the receipt, until another letter with the same subject comes.
    """
    line = normal(subject)
    for shape, first, second in _SHAPES:
        found = shape.search(line)
        if found is not None:
            number, total = _value(found[first]), _value(found[second])
            return _made(line, found, number, total, tables) if 1 <= number <= total and 2 <= total <= _MOST else None
    found = _ONE_OF.search(line)
    return _made(line, found, _value(found[1]), None, tables) if found is not None else None


def _made(line: str, found: re.Match[str], number: int, total: int | None, tables: SubjectTables) -> Series | None:
    base = f"{line[: found.start()]} {line[found.end() :]}".strip()
    key = title_key(clean(base, tables).text)
    return Series(number=number, total=total, base=base, key=key) if key else None


def _value(text: str) -> int:
    return _CHINESE.get(text) or (int(text) if text.isdigit() else 0)
