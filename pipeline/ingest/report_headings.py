"""The headings of an adoption report (rules.md S7), in the wordings units give them, and how a row of them is told.

A heading may hold blanks, a remark in brackets, a colon; the columns may come in any order.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from pipeline.domain.text import normal
from pipeline.ingest.grid import Line


class Column(StrEnum):
    """A column of annex 2 of Jinjiang's plan 投稿及采用具体情况表, and of tables like it."""

    SERIAL = "序号"
    TITLE = "信息稿件名称"
    OUTLET = "采用刊物或新媒体"
    LINK = "链接"
    DATE = "刊发日期"
    UNIT = "供稿单位"
    MODE = "采用方式"
    POSITION = "版面"
    NUMBER = "稿件编号"


_WORDINGS = {
    Column.SERIAL: ("序号", "序", "号", "次序", "顺序号", "行号"),
    Column.TITLE: (
        "信息稿件名称", "信息稿件标题", "稿件名称", "稿件标题", "稿件题目", "信息名称", "信息标题", "信息题目",
        "文章标题", "文章名称", "文章题目", "新闻标题", "报道标题", "宣传标题", "作品名称", "作品标题", "刊发标题",
        "采用标题", "报送标题", "标题名称", "标题", "题目", "篇名", "稿件", "信息稿件",
    ),
    Column.OUTLET: (
        "采用刊物或新媒体", "采用刊物或媒体", "采用刊物", "采用媒体", "采用媒体名称", "采用单位", "采用载体",
        "采用平台", "采用渠道", "刊发媒体", "刊发载体", "刊发平台", "刊发刊物", "刊登媒体", "刊载媒体", "发布媒体",
        "发布平台", "发布载体", "发布渠道", "发表媒体", "发表刊物", "媒体名称", "载体名称", "报道媒体", "录用媒体",
        "录用单位", "刊物", "载体", "媒体", "平台", "刊物或新媒体", "刊用媒体", "采用情况", "刊发情况", "发布单位",
        "何处采用", "何处刊发",
    ),
    Column.LINK: (
        "链接", "网址", "链接地址", "网络链接", "网页链接", "文章链接", "稿件链接", "新闻链接", "刊发链接",
        "采用链接", "发布链接", "报道链接", "网页地址", "网站链接", "URL", "地址",
    ),
    Column.DATE: (
        "刊发日期", "刊发时间", "采用日期", "采用时间", "发布日期", "发布时间", "发表日期", "发表时间", "刊登日期",
        "刊登时间", "刊载日期", "刊载时间", "录用日期", "录用时间", "报道日期", "报道时间", "刊用时间", "刊用日期",
        "日期", "时间",
    ),
    Column.UNIT: (
        "供稿单位", "报送单位", "来稿单位", "投稿单位", "撰稿单位", "供稿科室", "单位", "单位名称", "科室（单位）",
    ),
    Column.MODE: ("采用方式", "采用类型", "采用形式", "刊发方式", "刊发形式", "采用类别", "发布形式", "方式"),
    Column.POSITION: (
        "版面", "位置", "版次", "版面位置", "刊发版面", "刊发位置", "版面/位置", "版面或位置", "版面（位置）",
    ),
    Column.NUMBER: ("稿件编号", "编号", "受理编号", "报送编号", "来稿编号"),
}  # fmt: skip
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_OTHER_THINGS = re.compile(r"级别|层级|类别|类型|等次|数量?$|次数|分值?$|分数|备注|截图")  # 采用媒体级别 is no outlet
_LOOSE = 8  # characters that may stand around a wording inside a longer heading
_LONG = 4  # characters of a wording that is looked for inside a heading
_LONGEST = 60  # characters of a heading
_COLUMNS = 3  # how many headings make a report of a row that holds a title and an outlet
_OF_THE_PLAN = ("信息稿件名称", "采用刊物或新媒体")

Columns = Mapping[int, Column]


def _key(text: str) -> str:
    return re.sub(r"[\s:*#·.。、]+", "", normal(text)).upper()


_COLUMN_OF = {_key(wording): column for column, wordings in _WORDINGS.items() for wording in wordings}
_LONG_FIRST = sorted((w for w in _COLUMN_OF if len(w) >= _LONG), key=len, reverse=True)


def column_of(text: str) -> Column | None:
    """The column a heading names; None when it is no heading of a report."""
    if len(text) > _LONGEST:
        return None
    whole = _key(text)
    bare = _key(_ASIDE.sub("", normal(text)))
    found = _COLUMN_OF.get(whole) or _COLUMN_OF.get(bare)
    if found is not None or not bare or _OTHER_THINGS.search(bare):
        return found
    return next((_COLUMN_OF[w] for w in _LONG_FIRST if w in bare and len(bare) <= len(w) + _LOOSE), None)


def columns_of(line: Line, below: Line | None = None) -> Columns | None:
    """Which column holds what, where a row is the heading of a report; None where it is not.

    Args:
        line: the row.
        below: the next one, where a heading may be told in two rows (采用情况 over 媒体, 链接, 日期).
    """
    upper = _named(line)
    if Column.TITLE not in upper.values():
        return None
    lower = _named(below) if below is not None else {}
    both = {**upper, **lower}
    if lower and Column.TITLE not in lower.values() and _is_report(both) and len(lower) > 1:
        return _each_once(both)
    return _each_once(upper) if _is_report(upper) else None


def is_of_the_plan(line: Line) -> bool:
    """Whether a heading is annex 2's own, so that nothing else can be meant."""
    keys = [_key(spot.text) for spot in line.written.values()]
    return all(any(word in key for key in keys) for word in _OF_THE_PLAN)


def _named(line: Line) -> dict[int, Column]:
    found = ((place, column_of(spot.text)) for place, spot in line.written.items())
    return {place: column for place, column in found if column is not None}


def _is_report(columns: Columns) -> bool:
    told = set(columns.values())
    return {Column.TITLE, Column.OUTLET} <= told and len(told) >= _COLUMNS


def _each_once(columns: Columns) -> Columns:
    """Of two columns of one kind the first counts."""
    first: dict[Column, int] = {}
    for place in sorted(columns):
        first.setdefault(columns[place], place)
    return {place: column for column, place in first.items()}
