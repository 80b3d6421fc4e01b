"""Amounts of money in capitals 人民币大写, as a receipt wants them (支付结算办法, 附件一)."""

import re
from decimal import ROUND_HALF_UP, Decimal

from pipeline.report import official_words as words

_ZERO = words.DIGITS[0]


def capitals(amount: Decimal) -> str:
    """Yuan in capitals: 1200 → 壹仟贰佰元整, 75.5 → 柒拾伍元伍角整, 1005.05 → 壹仟零伍元零伍分.

    Raises:
        ValueError: a trillion and more.
    """
    cents = int((abs(amount) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    sign = words.MINUS if amount < 0 and cents else ""
    whole = f"{_whole(yuan)}{words.YUAN}" if yuan or not cents else ""
    return sign + whole + _rest(jiao, fen, after_yuan=bool(yuan))


def _rest(jiao: int, fen: int, *, after_yuan: bool) -> str:
    """What comes behind the yuan."""
    if not jiao and not fen:
        return words.WHOLE
    gap = _ZERO if not jiao and after_yuan else ""
    tenths = f"{words.DIGITS[jiao]}{words.JIAO}" if jiao else gap
    return tenths + (f"{words.DIGITS[fen]}{words.FEN}" if fen else words.WHOLE)


def _whole(number: int) -> str:
    """A whole number in capitals, one 零 for any run of zeros between digits."""
    if number >= 10**12:
        raise ValueError(f"an amount beyond all fees: {number}")
    if not number:
        return _ZERO
    fours = [f"{number:012d}"[n : n + 4] for n in (0, 4, 8)]
    parts = [_four(four) + group if int(four) else _ZERO for four, group in zip(fours, words.GROUPS, strict=True)]
    return re.sub(f"{_ZERO}+", _ZERO, "".join(parts)).strip(_ZERO)


def _four(digits: str) -> str:
    """Up to four digits in capitals, leading and inner zeros kept as one 零 each, trailing ones left out."""
    told = "".join(words.DIGITS[int(d)] + (words.PLACES[3 - n] if d != "0" else "") for n, d in enumerate(digits))
    return re.sub(f"{_ZERO}+", _ZERO, told).rstrip(_ZERO)
