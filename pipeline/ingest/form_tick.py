"""Which of 是 and 否 is ticked, in every guise people give a tick."""

import re
from dataclasses import dataclass, field

from pipeline.ingest.word_symbols import CHOSEN

_TICK, _CROSS, _EMPTY = "T", "X", "E"
_MARKS = (
    dict.fromkeys("☑☒■√✓✔✅🗹▣◼⬛●◉⊙▇█", _TICK) | dict.fromkeys("×✗✘✕╳", _CROSS) | dict.fromkeys("□☐○◯▢◻⬜口◇❏❑", _EMPTY)
)
_BRACKETS = re.compile(r"[（(\[【〔]\s*([^（()）\[\]【】〔〕]?)\s*[）)\]】〕]")
_NONE_WORDS = re.compile(r"不涉及|未涉及|不涉|没有|^无$|^无[。，]|不是|^非")
_ANSWERED = re.compile(r"\s*([是否])[,，。；;：:]")  # 否，内容都已公开
_SOME_WORDS = re.compile(r"涉及|^有$")
_MARKED = re.compile(f"[{''.join(_MARKS)}]")
_STRAY = re.compile(rf"\s*{_MARKED.pattern}\s*")
_LATIN_MARKS = {"v": _TICK, "V": _TICK, "y": _TICK, "Y": _TICK, "x": _CROSS, "X": _CROSS, "": _EMPTY}


@dataclass
class _Option:
    """是 or 否 where it stands among the marks."""

    word: str
    chosen: bool = False  # by its look
    marks: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Ticked:
    """The answer; `doubt` when both were ticked."""

    answer: bool | None
    doubt: bool = False


def read_ticks(text: str) -> Ticked:
    """Whether 是 (True) or 否 (False) is ticked, written or left alone; None when neither is."""
    if not _MARKED.search(text) and (_NONE_WORDS.search(text.strip()) or _ANSWERED.match(text)):
        return _in_words(text)
    tokens = _tokens(_without_stray(text))
    options = [one for one in tokens if isinstance(one, _Option)]
    if not options:
        return _in_words(text)
    _hand_out(tokens)
    words = {one.word for one in options}
    ticked = {one.word for one in options if _TICK in one.marks}
    if not ticked:
        ticked = {one.word for one in options if _CROSS in one.marks}
    if not ticked:
        chosen = {one.word for one in options if one.chosen}
        ticked = chosen if len(chosen) == 1 else set()
    if not ticked and len(words) == 1 and not any(one.marks for one in options):
        ticked = words  # the other one was taken away, or it was typed
    if len(ticked) == 2:
        return Ticked(answer=None, doubt=True)
    return Ticked(answer="是" in ticked if ticked else None)


def _in_words(text: str) -> Ticked:
    plain = text.strip()
    answered = _ANSWERED.match(plain)
    if answered:
        return Ticked(answer=answered[1] == "是")
    if _NONE_WORDS.search(plain):
        return Ticked(answer=False)
    return Ticked(answer=True if _SOME_WORDS.search(plain) else None)


def _without_stray(text: str) -> str:
    """Without a line of nothing but a tick where both words stand in another: nobody can tell which it was put to."""
    lines = text.split("\n")
    if not any("是" in line and "否" in line and not _MARKED.search(line) for line in lines):
        return text
    return "\n".join(line for line in lines if not _STRAY.fullmatch(line))


def _bracketed(found: re.Match[str]) -> str:
    inner = found[1].strip()
    mark = _MARKS.get(inner) or _LATIN_MARKS.get(inner)
    sign = {_TICK: "√", _CROSS: "×", _EMPTY: "□"}.get(mark or "")
    return sign if sign is not None else f" {inner} "


def _tokens(text: str) -> list[_Option | str]:
    """Options, marks and gaps (" ") in order; an empty box with a tick drawn after it is a ticked one."""
    tokens: list[_Option | str] = []
    for one in _BRACKETS.sub(_bracketed, text.replace("\ufe0f", "")):
        mark = _MARKS.get(one)
        if one in "是否":
            tokens.append(_Option(one))
        elif one == CHOSEN:
            _choose(tokens)
        elif mark in {_TICK, _CROSS} and tokens and tokens[-1] == _EMPTY:
            tokens[-1] = mark or ""
        else:
            tokens.append(mark or " ")
    return tokens


def _choose(tokens: list[_Option | str]) -> None:
    last = tokens[-1] if tokens else None
    if isinstance(last, _Option):
        last.chosen = True


def _hand_out(tokens: list[_Option | str]) -> None:
    """Give each mark to the option it touches; between two, to the one the row's manner says."""
    visible = [one for one in tokens if one != " "]
    before = not isinstance(visible[0], _Option)  # marks stand before their options
    for place, mark in enumerate(tokens):
        if isinstance(mark, _Option) or mark == " ":
            continue
        left, right = _neighbour(tokens, place, -1), _neighbour(tokens, place, 1)
        touches_left = place > 0 and tokens[place - 1] is left
        touches_right = place + 1 < len(tokens) and tokens[place + 1] is right
        if touches_left != touches_right:
            chosen = left if touches_left else right
        elif not touches_left and _next_visible(tokens, place) in (_TICK, _CROSS, _EMPTY):
            chosen = left or right  # the option on the right has a mark of its own
        else:
            chosen = (right or left) if before else (left or right)
        if chosen is not None:
            chosen.marks.append(mark)


def _next_visible(tokens: list[_Option | str], place: int) -> _Option | str | None:
    return next((one for one in tokens[place + 1 :] if one != " "), None)


def _neighbour(tokens: list[_Option | str], place: int, step: int) -> _Option | None:
    place += step
    while 0 <= place < len(tokens):
        one = tokens[place]
        if isinstance(one, _Option):
            return one
        place += step
    return None
