"""What is asked for by mail: a unit's 查询, 积分, 撤回; a reviewer's answer to what was put to him."""

from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """What is asked for."""

    QUERY = "query"  # 查询: its pieces and their states
    POINTS = "points"  # 积分: its points
    WITHDRAW = "withdraw"  # 撤回: a piece of its own


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request as it was written."""

    asked: Asked
    numbers: tuple[str, ...] = ()  # of pieces, YH-2020-00012, each once


class Said(StrEnum):
    """What a reviewer answers."""

    ACCEPT = "accept"  # 受理
    AGREE = "agree"  # 同意
    RETURN = "return"  # 退回, with a reason
    REPEAT = "repeat"  # 重复
    DISCARD = "discard"  # 不予处理


class Doubt(StrEnum):
    """Why a letter is not believed to be from whom its From names."""

    SEVERAL = "several"  # more than one From
    REPLY_TO = "reply_to"  # answers would go to another address
    SENDER = "sender"  # its Sender is another
    AUTHENTICATION = "authentication"  # a server's check of the sender failed


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """An answer to a notice that asks a reviewer for a decision, as it was written."""

    said: Said | None  # None: no word that we know
    words: str  # the opinion or the reason: what stands beside the word, or below it
    token: str | None  # of the notice that is answered; only its addressee was sent it
    number: str | None  # of the piece, as the letter tells it
    doubt: Doubt | None = None
