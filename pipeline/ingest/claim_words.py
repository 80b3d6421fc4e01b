"""How a row of an adoption report was matched with a piece, or why it waits: in the office's words."""

from datetime import date

WHY = {
    "by_number": "按编号{number}认出",
    "exact": "标题与{number}相同",
    "main": "标题与{number}相同（前缀、副标题不计）",
    "near": "标题与{number}《{title}》相近",
    "other": "标题与{owner}报送的{number}相同，按{owner}的稿件登记",
    "other_number": "按编号{number}认出，是{owner}报送的，按{owner}的稿件登记",
    "none": "没有找到标题相同或相近的稿件",
    "no_title": "没有写稿件名称，认不出是哪一篇",
    "several": "标题相同的有{count}篇，分不清是哪一篇",
    "several_near": "标题相近的有{count}篇，分不清是哪一篇",
    "several_units": "几个单位都报过标题相同的稿件，请认定是哪一家的",
    "number_unknown": "没有编号为{number}的稿件",
    "number_title": "编号{number}的稿件是《{title}》，与所写的标题不是一回事",
    "unit_differs": "写的供稿单位是{said}，{number}却是{owner}报送的",
    "late": "{number}在{arrived}才报来，晚于刊发日期{day}",
    "future": "刊发日期{day}还没有到",
}
UNKNOWN_UNIT = "单位未定"


def why(code: str, **facts: object) -> str:
    """A sentence with its facts; dates as an office writes them."""
    return WHY[code].format(**{name: _said(fact) for name, fact in facts.items()})


def _said(fact: object) -> object:
    return f"{fact.year}年{fact.month}月{fact.day}日" if isinstance(fact, date) else fact
