"""Names of outlets as people write them: brackets, blanks, widths; wordings in braces; page words at the end."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import product

from pipeline.domain.text import title_key

MOST_SPELLINGS = 600  # of one alias

_BRACES = re.compile(r"\{([^{}]*)\}")
_PAGE = re.compile(r"第?([a-z]?)0*([0-9]{1,2})版|([a-z])0*([0-9]{1,2})|第?([一二三四五六七八九十]{1,3})版")
_FIRST = {"1", "一"}


def name_key(text: str) -> str:
    """A name for comparing: NFKC, small letters, no brackets, blanks or punctuation."""
    return title_key(text)


def braces(alias: str) -> tuple[str, ...]:
    """The wordings an alias asks for: {官网} → 官网."""
    return tuple(_BRACES.findall(alias))


def spellings(alias: str, wordings: Mapping[str, Sequence[str]]) -> list[str]:
    """Every way of writing an alias; `{官网}` stands for each of its wordings.

    Empty when there would be more than `MOST_SPELLINGS`. Every word in braces must be among the wordings.
    """
    parts = _BRACES.split(alias)  # plain text and words of braces in turn
    choices = [list(wordings[part]) if index % 2 else [part] for index, part in enumerate(parts)]
    count = 1
    for choice in choices:
        count *= max(1, len(choice))
    if count > MOST_SPELLINGS:
        return []
    return ["".join(one) for one in product(*choices)]


def without_place(key: str, words: Mapping[str, str], known: Callable[[str], bool]) -> tuple[str, str] | None:
    """A known name without the page words behind it, and the position they tell; None when there is no such name.

    Args:
        key: from `name_key`.
        words: name key of a page word → position (front, lead, home, inside).
        known: whether a key is a name.
    """
    for word, position in words.items():
        if key.endswith(word) and known(key[: -len(word)]):
            return key[: -len(word)], position
    for start in range(max(1, len(key) - 5), len(key)):
        page = _PAGE.fullmatch(key, start)
        if page and known(key[:start]):
            return key[:start], _position(page)
    return None


def place_of(text: str, words: Mapping[str, str]) -> str:
    """A position as written (front, 头版, A3版) in the words of the facts; what is unknown comes back as written."""
    key = name_key(text)
    if key in words:
        return words[key]
    page = _PAGE.fullmatch(key)
    return _position(page) if page else text.strip()


def _position(page: re.Match[str]) -> str:
    """Page 1 of the paper, or of its section A, is the front page."""
    section = page.group(1) or page.group(3) or ""
    number = page.group(2) or page.group(4) or page.group(5)
    return "front" if number in _FIRST and section in {"", "a"} else "inside"
