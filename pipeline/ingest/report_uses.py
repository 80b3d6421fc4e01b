"""One row of an adoption report cut into the uses it tells: 学习强国、泉州晚报 in one cell are two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.domain.text import normal
from pipeline.ingest.day_text import day_of, day_of_serial
from pipeline.ingest.grid import Spot
from pipeline.ingest.report_headings import Column
from pipeline.ingest.report_words import DOUBTS, MODE_OF, NOTHING
from pipeline.ingest.word_lines import one_line

URL = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef<>\"']+", re.I)
_BREAKS = re.compile(r"[\n、；;，]|,(?!\d)")
_BRACKETS = {"（": 1, "(": 1, "《": 1, "【": 1, "[": 1, "“": 1, "）": -1, ")": -1, "》": -1, "】": -1, "]": -1, "”": -1}
_ENUMERATOR = re.compile(r"^\s*(?:[（(]?\d{1,2}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳])\s*")
_MOST_USES = 40  # of one piece in one row


@dataclass(frozen=True, kw_only=True)
class Use:
    """One outlet's use of a piece as written."""

    outlet: str | None
    url: str | None = None
    shared_url: str | None = None
    day: date | None = None
    day_text: str = ""
    mode: str | None = None
    doubt: str = ""


def uses_of(taken: Mapping[Column, Spot], *, named: bool, year: int | None) -> tuple[Use, ...]:
    """The uses of one row, at least one; none for a row that says there is nothing (无).

    Args:
        taken: what each column holds.
        named: whether the row names its piece.
        year: the table's, for days written without one.
    """
    outlet = taken.get(Column.OUTLET, Spot())
    in_outlet = tuple(URL.findall(outlet.text))
    outlets = names_of(URL.sub("\n", outlet.text))
    link = taken.get(Column.LINK, Spot())
    urls = tuple(URL.findall(link.text)) or in_outlet or _behind(taken)
    if not outlets and not urls and not named:
        return ()
    days = _days(taken.get(Column.DATE, Spot()), len(outlets), year)
    modes = _modes(taken.get(Column.MODE, Spot()), len(outlets))
    return tuple(
        _use(outlets[n] if outlets else None, _urls(urls, len(outlets), n), days[n % len(days)], modes[n % len(modes)],
             named=named)
        for n in range(max(1, len(outlets)))
    )  # fmt: skip


def _behind(taken: Mapping[Column, Spot]) -> tuple[str, ...]:
    """The address behind the words of a cell: its own column first, then the outlet, then the title."""
    cells = (taken.get(column, Spot()) for column in (Column.LINK, Column.OUTLET, Column.TITLE))
    return tuple(cell.link for cell in cells if cell.link and URL.match(cell.link))[:1]


def names_of(text: str) -> tuple[str, ...]:
    """The outlets named in one cell, parted by line breaks, 、 ； ，outside brackets; each once."""
    names: dict[str, None] = {}
    for part in _parts(text):
        name = one_line([_ENUMERATOR.sub("", part)]).strip()
        if normal(name) not in NOTHING:
            names.setdefault(name)
    return tuple(names)[:_MOST_USES]


def _parts(text: str) -> list[str]:
    """Cut outside brackets; a line that begins with a bracket belongs to the one before."""
    joined = re.sub(r"\n\s*(?=[（(])", "", text)
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(joined):
        depth = max(0, depth + _BRACKETS.get(sign, 0))
        if not depth and _BREAKS.match(joined, at):
            parts.append(joined[start:at])
            start = at + 1
    return [*parts, joined[start:]]


_Dated = tuple[date | None, str, str]  # the day, as written, the doubt
_Moded = tuple[str | None, str]


def _use(outlet: str | None, link: tuple[str | None, str | None], dated: _Dated, moded: _Moded, *, named: bool) -> Use:
    url, shared = link
    day, day_text, unread = dated
    told = bool(url or day or day_text)
    doubts = [
        "" if named else DOUBTS["no_title"],
        DOUBTS["no_outlet"] if outlet is None and told else "",
        unread,
        DOUBTS["no_date"] if outlet is not None and not (day or day_text) else "",
        moded[1],
    ]
    return Use(
        outlet=outlet, url=url, shared_url=shared, day=day, day_text=day_text, mode=moded[0],
        doubt="；".join(filter(None, doubts)),
    )  # fmt: skip


def _urls(urls: Sequence[str], outlets: int, n: int) -> tuple[str | None, str | None]:
    """The link of the n-th use, and one that several uses share: 多个媒体采用填最高级别媒体."""
    if outlets <= 1:
        return (urls[0] if urls else None), None
    if len(urls) == outlets:
        return urls[n], None
    return None, (urls[0] if len(urls) == 1 else None)


def _days(spot: Spot, outlets: int, year: int | None) -> list[_Dated]:
    if spot.day is not None:
        return [(spot.day, spot.text, "")]
    if spot.number is not None:
        return [_of_number(spot)]
    written = [part.strip() for part in re.split(r"[\n、；;]", spot.text) if part.strip()]
    if normal(spot.text) in NOTHING or not written:
        return [(None, "", "")]
    if len(written) > 1 and len(written) != outlets:
        same = {day_of(one) for one in written}
        if len(same) > 1 or None in same:
            text = normal(spot.text)
            return [(None, text, DOUBTS["dates_many"].format(text=text))]
    return [_of_text(normal(one), year) for one in written]


def _of_number(spot: Spot) -> _Dated:
    number = spot.number or 0
    if number != int(number):
        return None, spot.text, DOUBTS["date_decimal"].format(text=spot.text)
    day = day_of_serial(number)
    return (day, spot.text, "") if day is not None else _of_text(spot.text, None)


def _of_text(text: str, year: int | None) -> _Dated:
    told = day_of(text)
    known = told is not None and (told.year or year) is not None
    day = told.on(year or 0) if told is not None and known else None
    unread = told is None or (known and day is None)
    return day, text, DOUBTS["date_unread"].format(text=text) if unread else ""


def _modes(spot: Spot, outlets: int) -> list[_Moded]:
    whole = _mode(spot.text)
    if not whole[1]:
        return [whole]
    parts = [_mode(part) for part in _parts(spot.text)]
    return parts if outlets > 1 and len(parts) == outlets and not any(doubt for _, doubt in parts) else [whole]


def _mode(text: str) -> _Moded:
    plain = normal(text)
    bare = plain.strip("()[]:。. ")
    if bare in NOTHING:
        return None, ""
    found = MODE_OF.get(bare)
    return found, "" if found else DOUBTS["mode_unread"].format(text=plain)
