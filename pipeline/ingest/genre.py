"""What kind of piece it is, where the mail says so: 政务信息 or 新闻宣传, and whether 总结类 (rules.md S12).

It is read where people put a label: in brackets or a field of the subject, behind 类别： in the mail, at the head of
the manuscript. A word in a sentence is none. What is not told, or told twice otherwise, is left for the office.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.domain.text import normal

_BRACKETS = re.compile(r"[【\[(（〔]([^】\])）〕]{1,20})[】\])）〕]")
_LABEL = re.compile(r"^\W*(?:稿件|信息)?(?:类别|类型|种类|体裁)[:：]\s*(\S.{0,20})$")
_FIELDS = re.compile(r"[+＋]")
_PARTS = re.compile(r"[·、，,/／（()） ]+")
_WORDS = {
    "政务信息": "info", "政务信息类": "info", "政务类": "info",
    "新闻宣传": "news", "新闻宣传类": "news", "新闻稿": "news", "新闻稿件": "news", "新闻类": "news",
}  # fmt: skip
_SUMMARIES = {"总结类", "总结", "总结类稿件", "总结稿"}
_HEAD_LINES = 4  # of a manuscript: a label stands above or right below its title


@dataclass(frozen=True, kw_only=True)
class Genre:
    """What was told of a piece's kind; None: nothing, or contradicting things."""

    kind: str | None = None  # news, info
    summary: bool | None = None  # True where it says 总结类; nobody writes that it is none


def read_genre(subject: str, mail: str, manuscript: str = "") -> Genre:
    """The kind of a piece as its letter tells it.

    Args:
        subject: decoded.
        mail: the mail's text.
        manuscript: title and body, a paragraph a line.
    """
    words = list(_words(_labels(subject, mail, manuscript)))
    kinds = {_WORDS[word] for word in words if word in _WORDS}
    return Genre(
        kind=kinds.pop() if len(kinds) == 1 else None,
        summary=True if any(word in _SUMMARIES for word in words) else None,
    )


def _labels(subject: str, mail: str, manuscript: str) -> Iterator[str]:
    line = normal(subject)
    yield from _BRACKETS.findall(line)
    yield from _FIELDS.split(_BRACKETS.sub("", line))
    head = [text for text in manuscript.splitlines() if text.strip()][:_HEAD_LINES]
    for text in (*mail.splitlines(), *head):
        found = _LABEL.match(normal(text))
        if found:
            yield found[1]
    for text in head:
        yield from _BRACKETS.findall(normal(text))


def _words(labels: Iterable[str]) -> Iterator[str]:
    for label in labels:
        yield from (word.strip() for word in _PARTS.split(label.strip()))
