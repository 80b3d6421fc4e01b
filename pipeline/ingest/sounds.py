"""How a character sounds."""

import os
from functools import lru_cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # read at its import; single characters need none of its 44 MB

from pypinyin import lazy_pinyin


@lru_cache(maxsize=4096)
def sound(character: str) -> str:
    """The syllable of a character without its tone; the character itself where it has none."""
    return lazy_pinyin(character)[0] if character else ""
