"""How an office writes dates, numbers and titles in a mail."""

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from pipeline.domain.timeutil import local

_NUMERIC_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?![\d-])", re.ASCII)
_WEEKDAYS = "一二三四五六日"
_BREAKS = {"Cc", "Zl", "Zp"}  # control characters and line ends: a blank stands for them
_UNSEEN = {"Cf", "Cs", "Co", "Cn"}  # directions, halves of characters, private ones: left out


def one_line(text: str) -> str:
    """A sender's text as one line that is safe in a header and a page: nothing invisible, no line ends."""
    if text.isprintable():
        return " ".join(text.split())
    kept = (" " if unicodedata.category(c) in _BREAKS else c for c in text if unicodedata.category(c) not in _UNSEEN)
    return " ".join("".join(kept).split())


def short(text: str, limit: int = 30) -> str:
    """At most `limit` characters of a title, the last one an ellipsis when something was left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip(" ，、：；—-") + "…"


def day(value: date) -> str:
    """A day as an office writes it: 2022年5月6日（周五）; a moment by the office's wall clock."""
    on = local(value) if isinstance(value, datetime) else value
    return f"{on.year}年{on.month}月{on.day}日（周{_WEEKDAYS[on.weekday()]}）"


def spelt(text: str) -> str:
    """A sentence with its days as an office writes them: 2022-05-06 becomes 2022年5月6日."""
    return _NUMERIC_DAY.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", text)


def short_day(value: date) -> str:
    """A day without its year, for subjects: 5月6日."""
    on = local(value) if isinstance(value, datetime) else value
    return f"{on.month}月{on.day}日"


def moment(value: datetime) -> str:
    """An aware moment on the office's wall clock: 2022年5月6日（周五）17:00."""
    return f"{day(value)}{local(value):%H:%M}"


def pixels(width: int | None, height: int | None) -> str:
    """A picture's size: 4000×3000; empty when it is not known."""
    return f"{width}×{height}" if width and height else ""


def month(moment_in_it: datetime) -> str:
    """The month of an aware moment on the office's calendar: 2022年5月."""
    on = local(moment_in_it)
    return f"{on.year}年{on.month}月"


def number(value: Decimal) -> str:
    """A decimal as people write it: 15, 0.5, 16.67."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"", "-0"} else text


def signed(value: Decimal) -> str:
    """What was added or taken away: +15, -3, 0."""
    return f"+{number(value)}" if value > 0 else number(value)


def percent(value: Decimal) -> str:
    """A share of one as a percentage, rounded half up to a tenth, wherever one is told: 0.85 → 85%, 0.1667 → 16.7%."""
    return f"{number((value * 100).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP))}%"
