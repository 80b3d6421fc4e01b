"""Small readings of Chinese text that several rooms share."""

import re
import unicodedata

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]+")
_BETWEEN = re.compile(r"[\W_]+")  # what is neither a letter nor a figure, as str.isalnum has it
_CJK = re.compile(
    r"[\u2e80-\u2fff\u3001-\u303f\u3040-\u30ff\u3100-\u312f\u3200-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")


def normal(text: str) -> str:
    """NFKC, invisible characters gone, every run of blanks one space, no blanks at the ends."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def title_key(text: str) -> str:
    """A title for comparing: NFKC, lower case, letters and figures only."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).lower())


def body_key(text: str) -> str:
    """A body for comparing: as `title_key`, so that blanks, punctuation and line breaks do not count."""
    return title_key(text)


def word_count(text: str) -> int:
    """Words as Word's 字数 counts them: each East Asian character one, each run of others one."""
    return len(_CJK.findall(text)) + len(_WORD.findall(text))
