"""What a unit asks for by mail: 查询, 积分, 撤回."""

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
