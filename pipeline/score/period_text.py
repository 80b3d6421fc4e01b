"""Periods as a clerk types them: 2026年5月, 2026-5, 2026q2, 2026年第二季度, 2026年上半年, 二〇二六年."""

import re

from pipeline.domain.text import normal

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR, _GAP = r"(\d{4})", r"\s*(?:年度?|[-./_])?\s*"
_END = r"\s*(?:份|度)?"
_MONTH = re.compile(rf"{_YEAR}\s*[-./_年]\s*(\d{{1,2}})\s*(?:月{_END})?|{_YEAR}(\d\d)")
_QUARTER = re.compile(rf"{_YEAR}{_GAP}(?:Q\s*([1-4])|第?\s*([1-4])\s*季{_END})", re.I)
_HALF = re.compile(rf"{_YEAR}{_GAP}(?:H\s*([12])|([上下])\s*半年{_END})", re.I)
_WHOLE = re.compile(rf"{_YEAR}\s*(?:年度|全年|年全年|年)?")
_TENS = re.compile(r"十([一二])?(?=\s*月)")


def name_of_period(text: str) -> str | None:
    """The period's name, 2026-05, 2026Q2, 2026H1 or 2026; None for what tells none."""
    written = _TENS.sub(lambda ten: "1" + {"一": "1", "二": "2"}.get(ten[1], "0"), normal(text)).translate(_DIGITS)
    if found := _MONTH.fullmatch(written):
        month = int(found[2] or found[4])
        return f"{found[1] or found[3]}-{month:02}" if 1 <= month <= 12 else None
    if found := _QUARTER.fullmatch(written):
        return f"{found[1]}Q{found[2] or found[3]}"
    if found := _HALF.fullmatch(written):
        return f"{found[1]}H{found[2] or '上下'.index(found[3]) + 1}"
    found = _WHOLE.fullmatch(written)
    return found[1] if found else None
