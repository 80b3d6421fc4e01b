"""The author or unit line of a manuscript, at its head, at its tail, or closing its last paragraph."""

import re
from collections.abc import Sequence

from pipeline.domain.text import word_count

_LONGEST = 40  # words
_SHORT = 20  # words: a longer line at the head is the text already
_HEAD, _TAIL = 6, 4  # lines looked at, from the title down and from the end up
_ROLE = (
    r"(?:供稿单位|供稿人?|撰稿单位|撰稿人?|撰文|作者单位|作者|特约通讯员|通讯员|来稿单位|报送单位|投稿单位|单位|信息员|文[/／、]图"
    r"|图[/／、]文|文字|供图|摄影|摄|记者|联系人|来源|编辑|审核人?|初审|文)"
)
_LABELLED = re.compile(
    rf"{_ROLE}\s*(?:[:：]|(?<=员|者)\s+|\s{{2,}})\s*\S.*|(?:本报|本网)?(?:特约)?(?:通讯员|记者)\s*\S{{2,12}}.*"
)
_UNIT = (
    r"(?:退役军人(?:服务|事务)站|服务站|服务中心|管理中心|事务局|休养所|军休所|光荣院|烈士陵园|办公室"
    r"|街道办事处|街道|镇政府|科室|科)"
)
_ACT = (  # words of a title, never of a unit's name
    "调研|走访|慰问|视察|检查|督查|指导|召开|开展|组织|举行|举办|参观|交流|座谈|揭牌|挂牌|成立|推进|推动|打造|建设"
    + "|入选|获评|荣获|走进|深入|赴|的"
)
_UNIT_LINE = re.compile(rf"(?!.*(?:{_ACT}))[^。；，、！？：:]{{0,24}}{_UNIT}(?:[\s　]+[^。；，！？：:\d]{{2,16}})?")
_DATE_LINE = re.compile(r"[（(]?\d{4}年\d{1,2}月\d{1,2}日[）)]?|\d{4}[-./]\d{1,2}[-./]\d{1,2}")
_ENCLOSED = re.compile(r"[（(【\[]([^（()）【】\[\]]{2,40})[）)】\]]")
_CLOSING = re.compile(r"(?<=[。！？”…])\s*[（(【]([^（()）【】]{2,40})[）)】]\s*$")
_NAMES = re.compile(r"[\u4e00-\u9fff·]{2,4}(?:[\s、　]+[\u4e00-\u9fff·]{2,4}){0,3}")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖"
    "邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文柯颜庄洪施尤倪严牛温芦季俞章鲁葛伍韦申欧"
)
_NO_NAMES = {"待续", "未完", "完", "图略", "下同", "以上", "略", "待补", "有删节", "未完待续"}


def is_credit(line: str) -> bool:
    """Whether a line says by a word or by brackets that it names an author: 撰稿人：…, （… 张三）."""
    text = line.strip()
    if not text or word_count(text) > _LONGEST:
        return False
    enclosed = _ENCLOSED.fullmatch(text)
    return _names_someone(enclosed[1].strip()) if enclosed else bool(_LABELLED.fullmatch(text))


def is_name(line: str) -> bool:
    """Whether a line is nothing but a person's name, as it stands under a title: 张 三."""
    name = re.sub(r"\s", "", line)
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", name)) and name[0] in _SURNAMES


def is_byline(line: str) -> bool:
    """Whether a line does nothing but name its author or unit."""
    text = line.strip()
    return is_credit(text) or (word_count(text) <= _LONGEST and bool(_UNIT_LINE.fullmatch(text)))


def split_byline(lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The byline ("" without one) and the other lines of a body whose title is already taken out."""
    rest = list(lines)
    found = _take(rest, _head_places(rest))
    tail = _take(rest, _tail_places(rest))
    found += tail
    last = _last_prose(rest)
    closing = _CLOSING.search(rest[last]) if last is not None else None
    if last is not None and closing and _names_someone(closing[1].strip()):
        found.append(closing[1].strip())
        rest[last] = rest[last][: closing.start()].rstrip()
    return "；".join(dict.fromkeys(found)), tuple(rest)


def _take(lines: list[str], places: list[int]) -> list[str]:
    taken = [_bare(lines[place]) for place in places]
    for place in sorted(places, reverse=True):
        del lines[place]
    return taken


def _head_places(lines: Sequence[str]) -> list[int]:
    places: list[int] = []
    for place, line in enumerate(lines[:_HEAD]):
        if is_byline(line) or (is_name(line) and place < 2):
            places.append(place)
        elif word_count(line) > _SHORT:
            break
    return places if len(places) < len(lines) else []


def _tail_places(lines: Sequence[str]) -> list[int]:
    places: list[int] = []
    for place in range(len(lines) - 1, max(0, len(lines) - 1 - _TAIL), -1):
        if is_byline(lines[place]) or is_name(lines[place]):
            places.insert(0, place)
        elif not _DATE_LINE.fullmatch(lines[place].strip()):
            break
    return places


def _last_prose(lines: Sequence[str]) -> int | None:
    places = [place for place, line in enumerate(lines) if line.strip() and not _DATE_LINE.fullmatch(line.strip())]
    return places[-1] if places else None


def _names_someone(text: str) -> bool:
    if re.sub(r"\s", "", text) in _NO_NAMES:
        return False
    named = _LABELLED.fullmatch(text) or _UNIT_LINE.fullmatch(text) or _NAMES.fullmatch(text)
    return bool(named) or bool(re.search(rf"{_UNIT}|供稿|撰稿|通讯员|记者|摄影", text) and word_count(text) <= _LONGEST)


def _bare(line: str) -> str:
    text = line.strip()
    enclosed = _ENCLOSED.fullmatch(text)
    return enclosed[1].strip() if enclosed else text
