"""The labels of the plans' forms, and how to find them in what people made of the forms.

A label may be written with blanks between its characters (稿 件 标 题), in another common wording, with a
number before it, a remark in brackets after it, a colon or none.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

SIGNED_BY_PICTURE = "[签名图片]"  # stands for a picture in an opinion's cell


class Label(StrEnum):
    """A field of one of the forms (rules.md, The forms' fields)."""

    TITLE = "稿件标题"
    UNIT = "供稿单位"
    AUTHOR = "撰稿人"
    SENSITIVE = "是否涉及敏感内容或重要信息"
    FIRST = "初审负责人意见"
    SECOND = "分管领导意见"
    RELEASE = "发布或上报建议"
    DIRECTOR = "办公室主任意见"
    LEADER = "局领导意见"
    EVENT = "活动（会议）事项"
    CHANNELS = "报道渠道"
    PEOPLE = "参加人员"
    SECTION = "科室（单位）"
    PLACE = "地点"
    COURSE = "流程"
    OTHER = "其他栏目"  # a field that no plan asks for, but whose label ends the value before it


_WORDINGS = {
    Label.TITLE: ("稿件标题", "信息稿件标题", "信息标题", "稿件题目", "稿件名称", "文章标题", "标题", "题目"),
    Label.UNIT: ("供稿单位", "供稿科室", "供稿科室（单位）", "供稿单位（科室）", "报送单位", "撰稿单位", "来稿单位"),
    Label.AUTHOR: ("撰稿人", "撰稿人姓名", "撰稿者", "供稿人", "撰写人", "撰稿", "作者"),
    Label.SENSITIVE: (
        "是否涉及敏感内容或重要信息", "是否涉及敏感内容及重要信息", "是否涉及敏感内容、重要信息", "是否涉及敏感信息",
        "是否涉及敏感或重要信息", "是否涉及重要敏感信息", "是否涉及敏感内容", "是否重要敏感信息", "是否敏感",
    ),
    Label.FIRST: ("初审负责人意见", "初审负责人审核意见", "初审人意见", "初审意见", "初审负责人", "科室负责人意见"),
    Label.SECOND: (
        "分管领导意见", "分管领导审核意见", "业务分管领导意见", "分管局领导意见", "局分管领导意见", "分管领导审批意见",
        "办公室分管领导意见", "审核意见", "分管领导",
    ),
    Label.RELEASE: ("发布或上报建议", "发布/上报建议", "发布上报建议"),
    Label.DIRECTOR: ("办公室主任意见", "办公室主任审批意见"),
    Label.LEADER: ("局领导意见", "局领导审批意见"),
    Label.EVENT: ("活动（会议）事项", "活动会议事项", "活动事项", "会议事项"),
    Label.CHANNELS: ("报道渠道", "报道渠道（可多选）"),
    Label.PEOPLE: ("参加人员",),
    Label.SECTION: ("科室（单位）", "科室单位"),
    Label.PLACE: ("地点",),
    Label.COURSE: ("流程", "活动流程", "会议流程"),
    Label.OTHER: (
        "联系电话", "联系方式", "电话", "手机", "手机号", "手机号码", "填表日期", "填报日期", "报送日期", "报送时间",
        "填表时间", "稿件类别", "稿件类型", "信息类别", "信息类型", "稿件来源", "稿件字数", "字数", "职务", "备注",
        "编号",
    ),
}  # fmt: skip

_LABEL_OF = {wording: label for label, wordings in _WORDINGS.items() for wording in wordings}
_SOFT = {"（": "[（(]", "）": "[）)]", "/": "[/／]"}


def _loose(wording: str) -> str:
    return r"\s*".join(_SOFT.get(one, re.escape(one)) for one in wording)


_ANY = "|".join(_loose(wording) for wording in sorted(_LABEL_OF, key=len, reverse=True))
_NUMBER = r"(?:[*＊]\s*)?(?:[（(]?\d{1,2}[）)]?\s*[.、．]?\s*)?"
_ASIDE = r"(?:\s*[（(\[【][^（()）\]】\n]{0,16}[）)\]】])?"
_WHOLE = re.compile(rf"{_NUMBER}({_ANY}){_ASIDE}\s*[:：]?")
_START = re.compile(
    rf"(?:(?<=\n)|(?<=\t)|(?<=\s\s)|(?<![\s\S])){_NUMBER}({_ANY}){_ASIDE}[ ]*(?:[:：]|\t|(?=\n|$)|(?=[□☐☑☒■√✓✔○]))"
)


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A label found in running text, and what follows it up to the next; no label: what stood before the first."""

    label: Label | None
    value: str


def whole(text: str) -> Label | None:
    """The label that is all of this cell, None when it holds anything else."""
    found = _WHOLE.fullmatch(text.strip())
    return _label(found[1]) if found else None


def segments(text: str) -> tuple[Segment, ...]:
    """Running text cut at the labels that begin a line or follow a wide gap."""
    marks = list(_START.finditer(text))
    head = text[: marks[0].start()] if marks else text
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    rows = [Segment(label=_label(m[1]), value=text[m.end() : end].strip()) for m, end in zip(marks, ends, strict=True)]
    return (Segment(label=None, value=head.strip()), *rows)


def _label(written: str) -> Label:
    squeezed = re.sub(r"\s+", "", written).translate({ord("("): "（", ord(")"): "）", ord("／"): "/"})
    return _LABEL_OF[squeezed]
