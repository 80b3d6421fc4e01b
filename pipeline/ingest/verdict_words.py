"""A reviewer's answer to a notice: which word its first line begins with, and which token it carries."""

import re
from collections.abc import Mapping
from itertools import takewhile

from pipeline.domain.letter import Letter
from pipeline.domain.request import Doubt, Ruling, Said
from pipeline.ingest.body_report import before_quote
from pipeline.ingest.tokens import tokens
from pipeline.settings.values import BureauSettings

WORDS: Mapping[str, Said] = {  # a word that begins with another stands before it
    "同意受理": Said.ACCEPT,
    "受理": Said.ACCEPT,
    "同意报送": Said.AGREE,
    "同意上报": Said.AGREE,
    "同意发布": Said.AGREE,
    "同意": Said.AGREE,
    "不同意": Said.RETURN,
    "退回补正": Said.RETURN,
    "退回": Said.RETURN,
    "重复报送": Said.REPEAT,
    "重复": Said.REPEAT,
    "不予处理": Said.DISCARD,
    "不予采用": Said.DISCARD,
}
_ASKED = re.compile(r"\s*<?([A-Za-z]+-\d{4}-\d{4,})\.ask-([0-9a-f]{32})@", re.ASCII)
_AFTER = re.compile(r"[\s，,。.；;：:、!（(]|$")  # what may follow a word; a question mark makes it a question
_QUESTION = re.compile(r"[?？吗]")
_PARTS = " ，,。.；;：:、!（(）)"
_QUOTED = ">"
_HEADER = re.compile(r"(?:发件人|收件人|发送时间|日期|主题|From|Sent|To|Subject)\s*[:：]", re.I)  # of a quoted letter
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_MOST = 300  # characters of an opinion or a reason


def ruling_of(letter: Letter, settings: BureauSettings) -> Ruling | None:
    """The answer to a notice; None of a letter that is none.

    It is one when it carries a notice's token, whatever it says; and when it comes in a reviewer's name, names a piece
    in its subject and begins with one of the words: that one decides nothing, but somebody means to.

    Args:
        letter: as read.
        settings: of the bureau.
    """
    lines = _own_lines(letter)
    said, words = _said(lines)
    asked = next((found for found in map(_ASKED.match, letter.origin.in_reply_to) if found), None)
    numbers = [token.number for token in tokens(letter, settings.bureau.prefix)]
    if asked is None and not (said and numbers and letter.sender in settings.bureau.office.reviewers):
        return None
    return Ruling(
        said=said,
        words=words[:_MOST],
        token=asked[2] if asked else None,
        number=asked[1].upper() if asked else numbers[0],
        doubt=_doubt(letter),
    )


def _said(lines: tuple[str, ...]) -> tuple[Said | None, str]:
    """What the first line says, and what stands beside it or, where nothing does, on the next line."""
    first = lines[0] if lines else ""
    word = next((word for word in WORDS if first.startswith(word) and _AFTER.match(first, len(word))), None)
    if word is None or _QUESTION.search(first):
        return None, ""
    beside = first[len(word) :].strip(_PARTS)
    said = WORDS[word]
    if said in {Said.AGREE, Said.ACCEPT}:
        return said, first.strip(_PARTS)
    return said, beside or "".join(lines[1:2])


def _own_lines(letter: Letter) -> tuple[str, ...]:
    """The first lines of the text, without what an answer quotes."""
    lines = (" ".join(_UNSEEN.sub("", line).split()) for line in before_quote(letter.text).splitlines())
    return tuple(takewhile(lambda line: not _HEADER.match(line), (li for li in lines if li and li[0] != _QUOTED)))[:2]


def _doubt(letter: Letter) -> Doubt | None:
    """Whether somebody else than the From may have sent it."""
    origin = letter.origin
    if len({address.addr for address in origin.senders}) != 1:
        return Doubt.SEVERAL
    if any(address.addr != letter.sender for address in origin.reply_to):
        return Doubt.REPLY_TO
    if any(address.addr != letter.sender for address in origin.sent_by):
        return Doubt.SENDER
    return Doubt.AUTHENTICATION if origin.failed or origin.doubted else None
