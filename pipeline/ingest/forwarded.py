"""Whose letter a letter passes on: attached whole, or quoted below a line such as 转发的邮件 (mail.md L6).

The forwarder is the sender; whoever wrote first is told to the office and in the receipt, and is believed in nothing.
"""

import re
from collections.abc import Iterable

from pipeline.domain.letter import Address
from pipeline.ingest.addresses import addresses
from pipeline.ingest.entity import Entity
from pipeline.ingest.headers import eight_bit
from pipeline.ingest.leaves import LETTERS, inner, leaves
from pipeline.settings.values import Limits

_PASSED_ON = re.compile(
    r"^[-=_*\s>]*(?:转发(?:的)?(?:邮件信息|邮件|信息)|开始转发(?:的)?(?:邮件|信息)?|"
    r"(?:begin )?forward(?:ed|ing) messages?)"
    r"\s*[:：]?[-=_*\s]*$",
    re.I | re.M,
)
_ORIGINAL = re.compile(r"^[-=_*\s>]*(?:原始邮件|邮件原件|原邮件|original message)\s*[:：]?[-=_*\s]*$", re.I | re.M)
_SAYS_SO = re.compile(r"^\s*(?:(?:re|回复|答复)\s*[:：]\s*)*(?:fwd?|fw|转发|轉發|转寄)\s*[:：]", re.I)
_FROM = re.compile(r"^[>\s*]*(?:发件人|寄件人|寄件者|from)\s*[*]?\s*[:：]\s*[*]?\s*(.{3,300})$", re.I | re.M)
_SCANNED, _HEAD, _MOST = 20_000, 600, 5


def forwarded_by(root: Entity, subject: str, text: str, limits: Limits) -> tuple[Address, ...]:
    """The senders of the letters that this one passes on, each once.

    Args:
        root: the letter.
        subject: of it, decoded: below 原始邮件 stands an answer as well, unless the subject says 转发.
        text: its body's text.
        limits: what reading it may cost.
    """
    attached = [
        eight_bit(value)
        for node in leaves(root, limits)
        if node.type in LETTERS or node.name.lower().endswith(".eml")
        for value in inner(node, limits).headers.all("from")[:1]
    ]
    return _each_once(found for value in (*attached, *_quoted(subject, text)) for found in addresses(value)[:1])


def _quoted(subject: str, text: str) -> list[str]:
    """What stands behind 发件人 below the line that begins a letter passed on."""
    scanned = text[:_SCANNED]
    begins = list(_PASSED_ON.finditer(scanned))
    if _SAYS_SO.match(subject):
        begins += _ORIGINAL.finditer(scanned)
    heads = (_FROM.search(scanned, begin.end(), begin.end() + _HEAD) for begin in begins[:_MOST])
    return [head[1].replace("&lt;", "<").replace("&gt;", ">") for head in heads if head is not None]


def _each_once(found: Iterable[Address]) -> tuple[Address, ...]:
    return tuple({one.addr: one for one in found if one.addr}.values())[:_MOST]
