"""The columns of import files: what each kind asks for, and how people head them; English names are design.md §5's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.imported import ImportKind
from pipeline.domain.text import normal
from pipeline.ingest.grid import Line
from pipeline.ingest.report_headings import Column, column_of

_PIECE = {
    "number": ("编号", "稿件编号", "报送编号", "受理编号", "number", "submission", "piece"),
    "title": ("标题", "稿件标题", "信息稿件名称", "稿件名称", "信息标题", "题目", "title"),
}
_SAID = {
    ImportKind.READS: {
        **_PIECE,
        "outlet": ("载体", "公众号", "平台", "媒体", "采用媒体", "采用刊物或新媒体", "outlet"),
        "count": ("阅读量", "阅读数", "阅读次数", "点击量", "浏览量", "count", "reads"),
        "days": ("天数", "第几天", "统计天数", "days"),
        "counted_on": ("统计日期", "统计时间", "截至日期", "截止日期", "截至时间", "counted_on"),
    },
    ImportKind.INSTRUCTIONS: {
        **_PIECE,
        "by": ("批示机关", "批示单位", "机关", "批示人", "批示领导", "批示人/机关", "批示人或机关", "by"),
        "rank": ("领导类别", "领导职务", "职务", "类别", "批示人类别", "主要领导或其他领导", "rank"),
        "date": ("日期", "批示日期", "批示时间", "date"),
    },
    ImportKind.ACTIVITIES: {
        "id": ("编号", "活动编号", "id"),
        "name": ("活动名称", "名称", "活动", "活动事项", "name"),
        "host": ("主办", "主办单位", "主办机关", "host"),
        "units": ("承办单位", "承办", "承办单位（可多个）", "units"),
        "date": ("日期", "活动日期", "举办日期", "举办时间", "活动时间", "时间", "date"),
    },
    ImportKind.UNITS: {
        "id": ("代号", "单位代号", "id"),
        "name": ("名称", "单位名称", "单位", "全称", "name"),
        "group": ("类别", "单位类别", "group"),
        "aliases": ("别名", "简称", "其他写法", "aliases"),
        "addresses": ("邮箱", "登记邮箱", "报送邮箱", "电子邮箱", "addresses"),
        "may_send_for": ("可代报单位", "可代报", "代报单位", "may_send_for"),
        "target": ("目标分值", "目标任务分值", "目标任务", "目标", "target"),
    },
}
_ADOPTION_FIELDS = {
    "number": Column.NUMBER, "submission": Column.NUMBER, "piece": Column.NUMBER, "title": Column.TITLE,
    "outlet": Column.OUTLET, "date": Column.DATE, "mode": Column.MODE, "url": Column.LINK, "link": Column.LINK,
    "position": Column.POSITION, "unit": Column.UNIT, "方式": Column.MODE,
}  # fmt: skip
_NEEDED = {
    ImportKind.ADOPTIONS: (Column.OUTLET, Column.DATE),
    ImportKind.READS: ("outlet", "count"),
    ImportKind.INSTRUCTIONS: ("by", "rank", "date"),
    ImportKind.ACTIVITIES: ("host", "units", "date"),
    ImportKind.UNITS: ("id", "name", "group", "addresses"),
}
_WANTED = {
    ImportKind.ADOPTIONS: "编号或标题、载体、刊发日期、采用方式、链接、版面",
    ImportKind.READS: "编号或标题、载体、阅读量、天数或统计日期",
    ImportKind.INSTRUCTIONS: "编号或标题、批示机关、领导类别、日期",
    ImportKind.ACTIVITIES: "活动编号或活动名称、主办、承办单位、日期",
    ImportKind.UNITS: "代号、名称、类别、别名、邮箱、可代报单位、目标分值",
}
_ONE_OF = {
    ImportKind.ADOPTIONS: (Column.NUMBER, Column.TITLE),
    ImportKind.READS: ("number", "title"),
    ImportKind.INSTRUCTIONS: ("number", "title"),
    ImportKind.ACTIVITIES: ("id", "name"),
}
_SEARCHED = 2  # recognised columns that make a row the heading

Fields = Mapping[int, str]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading as read."""

    fields: Fields  # column → field; a report's columns for adoptions
    twice: tuple[str, ...] = ()  # headings that name a field a second time
    ignored: tuple[str, ...] = ()  # headings that name none


def heading_of(kind: ImportKind, line: Line) -> Heading | None:
    """The heading a row is, None when it is none."""
    fields: dict[int, str] = {}
    twice, ignored = [], []
    for place, spot in sorted(line.written.items()):
        field = field_of(kind, spot.text)
        if field is None:
            ignored.append(normal(spot.text))
        elif field in fields.values():
            twice.append(normal(spot.text))
        else:
            fields[place] = field
    found = len(fields) >= _SEARCHED
    return Heading(fields=fields, twice=tuple(twice), ignored=tuple(ignored)) if found else None


def field_of(kind: ImportKind, text: str) -> str | None:
    """The field a heading names."""
    key = _key(text)
    if kind is ImportKind.ADOPTIONS:
        return _ADOPTION_FIELDS.get(key) or column_of(text)
    return next((field for field, names in _KEYS[kind].items() if key in names), None)


def missing_fields(kind: ImportKind, heading: Heading) -> tuple[str, ...]:
    """The columns that must be there and are not, by the names people know."""
    told = set(heading.fields.values())
    missing = [name_of(kind, field) for field in _NEEDED[kind] if field not in told]
    either = _ONE_OF.get(kind, ())
    if either and not told & set(either):
        missing.append("或".join(name_of(kind, field) for field in either))
    return tuple(missing)


def name_of(kind: ImportKind, field: str) -> str:
    """A field's Chinese name."""
    return str(field) if kind is ImportKind.ADOPTIONS else _SAID[kind][field][0]


def wanted(kind: ImportKind) -> str:
    """The columns of a kind, for people."""
    return _WANTED[kind]


def _key(text: str) -> str:
    return re.sub(r"[\s:：*]+", "", normal(text)).lower()


_KEYS = {
    kind: {field: frozenset(map(_key, names)) for field, names in fields.items()} for kind, fields in _SAID.items()
}
