"""Who wrote, as far as a byline tells: its people, without units, roles and whoever only took the pictures."""

import re
from collections.abc import Iterable

_NAME = re.compile(r"[\u4e00-\u9fff](?:[\u4e00-\u9fff]|·(?=[\u4e00-\u9fff])){1,7}")
_LONGEST = 4  # characters of a name without dots
_BOTH = re.compile(r"文[/／、]图|图[/／、]文")
_PARTS = re.compile(r"[\s、，,/／|｜]+")
_WRITES = (
    "供稿人|供稿|撰稿人|撰稿|撰文|作者|特约通讯员|本报通讯员|通讯员|本报记者|特约记者|记者|信息员|文字|文图|图文|文"
    "|投稿人"
)
_HELPS = (  # names after these are no authors'
    "供图|摄影|摄|图片|图|编辑|责编|校对|审核人|审核|初审|审稿|联系人|联系电话|来源|供稿单位|撰稿单位|作者单位|来稿单位"
    "|报送单位|投稿单位|单位"
)
_ROLE = re.compile(rf"({_HELPS}|{_WRITES})")
_LABEL = re.compile(rf"\s*({_HELPS}|{_WRITES})\s*[:：]")
_GLUED = re.compile(rf"(?:{_WRITES})(?=[\u4e00-\u9fff]{{2,4}}$)")
_UNIT = re.compile(r".*(?:服务站|事务站|中心|事务局|休养所|军休所|光荣院|陵园|办公室|办事处|街道|政府|科室|本报|本网)$")


def people_in(byline: str, units: Iterable[str] = ()) -> str:
    """The authors a byline names, parted by 、; "" where it names a unit alone.

    Args:
        byline: as it stands: 甲乡退役军人服务站 张三；摄影：李四.
        units: names of the units it may come from, which are no people's however they look.
    """
    known = tuple(units)
    lines = re.split(r"[；;]", _BOTH.sub("文图", re.sub(r"[（()）【】\[\]]", " ", byline)))
    return "、".join(dict.fromkeys(name for line in lines for name in _people(line, known)))


def _people(line: str, units: tuple[str, ...]) -> list[str]:
    words = [word for word in _PARTS.split(_LABEL.sub(r" \1 ", line)) if word]
    if len(words) > 1 and all(len(word) == 1 for word in words) and _is_name("".join(words), units):
        return ["".join(words)]  # 张 三
    found: list[str] = []
    writes = True
    for place, word in enumerate(words):
        role = _ROLE.fullmatch(word)
        if role is None:
            name = _GLUED.sub("", word)
            found += [name] if writes and _is_name(name, units) else []
            continue
        writes = role[1] in _WRITES.split("|")
        if not writes and place == len(words) - 1:  # 李四 摄
            return []
    return found


def _is_name(word: str, units: tuple[str, ...]) -> bool:
    short = "·" in word or len(word) <= _LONGEST
    return (
        short and bool(_NAME.fullmatch(word)) and not _UNIT.fullmatch(word) and not any(word in unit for unit in units)
    )
