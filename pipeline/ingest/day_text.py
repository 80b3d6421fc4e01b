"""Days as people write them in tables: 2022.5.3, 2022年5月3日, 5月3日, 二〇二二年五月三日, Excel numbers."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.domain.text import normal

_YEAR, _PART, _GAP = r"(?<!\d)((?:19|20)\d\d)", r"(\d{1,2})", r"\s*[年月./\-_—,]\s*"
_FULL = re.compile(rf"{_YEAR}{_GAP}{_PART}{_GAP}{_PART}(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_SHORT = re.compile(rf"(?<!\d)(\d\d){_GAP}{_PART}{_GAP}{_PART}(?!\d)")
_MONTH_DAY = re.compile(rf"(?<![\d年./\-]){_PART}\s*[月./\-]\s*{_PART}(?![\d./\-月年])")
_RANGE = re.compile(r"\d\s*[日号]?\s*[至到~]\s*\d|[日号]\s*[-—–]\s*\d|\.\d{1,2}\s*[-—–]\s*\d")
_SERIAL = re.compile(r"\d{5}(?:\.0*)?")
_EPOCH = date(1899, 12, 30)  # Excel's day 0, its leap year 1900 reckoned in
_SERIALS = range(36_526, 73_051)  # 2000-01-01 to 2099-12-31
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WRITTEN = re.compile(r"[〇○零一二三四五六七八九十]+(?=\s*[年月日号])")


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day as told: without a year where none was written."""

    year: int | None
    month: int
    day: int

    def on(self, year: int) -> date | None:
        """The date, in `year` where none was written; None when there is no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def day_of(text: str) -> Day | None:
    """The one day a text tells; None when it tells none, several, or a span of days."""
    found = set(days_of(text))
    return found.pop() if len(found) == 1 and not _RANGE.search(normal(text)) else None


def days_of(text: str) -> tuple[Day, ...]:
    """Every day a text tells, in its order; with years where any has one."""
    plain = _WRITTEN.sub(lambda m: _figures(m[0]), normal(text))
    if _SERIAL.fullmatch(plain):
        day = day_of_serial(float(plain))
        return () if day is None else (Day(year=day.year, month=day.month, day=day.day),)
    for pattern in (_FULL, _COMPACT, _SHORT):
        found = [tuple(map(int, one.groups())) for one in pattern.finditer(plain)]
        if found:
            return tuple(Day(year=y if y > 99 else 2000 + y, month=m, day=d) for y, m, d in found)
    return tuple(Day(year=None, month=int(one[1]), day=int(one[2])) for one in _MONTH_DAY.finditer(plain))


def day_of_serial(number: float) -> date | None:
    """The day of an Excel number (1 = 1900-01-01), None outside this century."""
    return _EPOCH + timedelta(days=int(number)) if int(number) in _SERIALS else None


def _figures(written: str) -> str:
    """二〇二二 → 2022, 十二 → 12, 二十三 → 23."""
    if "十" not in written:
        return written.translate(_DIGITS)
    tens, _, ones = written.partition("十")
    return (tens.translate(_DIGITS) or "1") + (ones.translate(_DIGITS) or "0")
