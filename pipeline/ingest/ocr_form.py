"""How sure the fields of a form are that was read from a picture."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.domain.document import ReviewForm
from pipeline.ingest.form_labels import SIGNED_BY_PICTURE
from pipeline.ingest.ocr_words import Word

FIELDS = ("title", "unit", "author", "sensitive", "first_opinion", "second_opinion")
_GUESSED = 0.5  # a tick that was not clear, a signature that could not be read
_LIKELY = "✔"  # a tick that was read as something else
_PAIR = 12  # characters of 是 and 否 with their boxes at most
_TICKED = re.compile(r"[√✓☑■●]\s*([是否])")
_OPEN = re.compile(r"[□○☐◯]?\s*([是否])")
_LOOKS_TICKED = re.compile(r"([回区凶図囗図囜])(?=\s*[是否])|(?<![^\s])([vV丿ノレ/J])(?=\s*[是否])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def plain_ticks(text: str) -> str:
    """A short text as read, with the characters that a ticked box or a tick by hand is taken for made ticks."""
    return _LOOKS_TICKED.sub(_LIKELY, text) if len(text) <= _PAIR else text


def with_sureness(form: ReviewForm, words: Sequence[Word], needed: int) -> ReviewForm:
    """The form with how sure each field is.

    Args:
        form: as read from a picture.
        words: of the picture, as they were read.
        needed: per cent below which a field is doubtful.
    """
    form = replace(form, first_opinion=_signed(form.first_opinion), second_opinion=_signed(form.second_opinion))
    sure = tuple((name, round(100 * _sure(form, name, words))) for name in FIELDS)
    return replace(form, sureness=sure, doubtful=tuple(name for name, percent in sure if percent < needed))


def _signed(opinion: str | None) -> str | None:
    """An opinion without a Chinese character is the scrawl of a pen."""
    return SIGNED_BY_PICTURE if opinion and not _CHINESE.search(opinion) else opinion


def _sure(form: ReviewForm, name: str, words: Sequence[Word]) -> float:
    if name == "sensitive":
        return _tick_sure(words) if form.sensitive is not None else _GUESSED
    value: str | None = getattr(form, name)
    if value is None:
        return 0.0  # there must be such a field; it was not found
    least = _least(value, words)
    if name.endswith("_opinion") and SIGNED_BY_PICTURE in value:
        return min(least, _GUESSED)
    return least


def _least(value: str, words: Iterable[Word]) -> float:
    """The score of the least sure word that the value is made of."""
    whole = _squeezed(value)
    return min((word.score for word in words if (text := _squeezed(word.text)) and text in whole), default=1.0)


def _tick_sure(words: Iterable[Word]) -> float:
    """Sure only where one of the words was read with a tick and the other without."""
    ticked = {m[1]: word.score for word in words if (m := _TICKED.fullmatch(word.text.strip()))}
    left = {m[1]: word.score for word in words if (m := _OPEN.fullmatch(word.text.strip()))}
    if len(ticked) != 1 or len(left) != 1 or ticked.keys() == left.keys():
        return _GUESSED
    return min(*ticked.values(), *left.values())


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
