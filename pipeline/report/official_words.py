"""How periods, days and amounts are put in Chinese: grammar, and what law fixes; other wording is in config/forms."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class KindWords:
    """How a kind of period is spoken of."""

    this: str  # 本月
    last: str  # 上月


KINDS = {
    "monthly": KindWords(this="本月", last="上月"),
    "quarterly": KindWords(this="本季度", last="上季度"),
    "halfyearly": KindWords(this="本半年", last="上半年"),
    "yearly": KindWords(this="本年度", last="上年度"),
}

MONTH_DAY = "{month}月{day}日"
NUMERALS = "一二三四五六七八九十"
BETWEEN_UNITS = "、"

# Amounts in capitals 人民币大写
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("亿", "万", "")
YUAN, JIAO, FEN, WHOLE, MINUS = "元", "角", "分", "整", "负"

PERIOD_YEAR, PERIOD_QUARTER, PERIOD_MONTH = "{year}年", "{year}年第{n}季度", "{year}年{n}月"
QUARTERS = "一二三四"
