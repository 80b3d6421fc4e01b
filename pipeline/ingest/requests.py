"""What a unit asks for in a letter without a piece: the first word of the subject or of the text, and a number."""

import re

from pipeline.domain.letter import Letter
from pipeline.domain.request import Asked, Request
from pipeline.domain.text import normal
from pipeline.ingest.body_report import before_quote
from pipeline.ingest.request_words import WORDS
from pipeline.ingest.subject_clean import clean
from pipeline.ingest.tokens import tokens
from pipeline.settings.values import BureauSettings

_ENDS_OF_WORD = re.compile(r"[\s+,，,。.;；:：、!！?？/()（）\-]+")
_LINES = 5  # of the text: a number stands in its first words, not in what it quotes
_QUOTED = ">"


def command_word(letter: Letter, settings: BureauSettings) -> str | None:
    """The bureau's command word the subject or the text begins with (查询, 积分, 撤回); None without one."""
    first = next(iter(_own_lines(letter)), "")
    for line in (letter.subject, first):
        word = _first_word(clean(line, settings.subject).text)
        if word in settings.subject.command_words:
            return word
    return None


def request_of(letter: Letter, settings: BureauSettings) -> Request | None:
    """What is asked for; None of a word that only a person can act upon, and of several pieces at once.

    Args:
        letter: as read; that it brings no piece is known already.
        settings: of the bureau.
    """
    asked = WORDS.get(command_word(letter, settings) or "")
    if asked is None:
        return None
    numbers = _numbers(letter, settings.bureau.prefix)
    if asked is Asked.WITHDRAW and len(numbers) > 1:
        return None
    return Request(asked=asked, numbers=numbers)


def _numbers(letter: Letter, prefix: str) -> tuple[str, ...]:
    """The numbers that are written; without one, that of our mail which is answered."""
    dash = r"\s?[-‐‑–—−]{1,2}\s?"
    written = re.compile(rf"(?<![0-9a-z]){re.escape(prefix)}{dash}(\d{{4}}){dash}(\d{{1,9}})(?!\d)", re.I | re.A)
    text = "\n".join((normal(letter.subject), *_own_lines(letter)))
    found = [f"{prefix}-{m[1]}-{int(m[2]):05d}" for m in written.finditer(text)]
    return tuple(dict.fromkeys(found)) or tuple(t.number for t in tokens(letter, prefix) if t.by_message_id)


def _own_lines(letter: Letter) -> tuple[str, ...]:
    """The first lines of the text, without what an answer quotes."""
    lines = (normal(line) for line in before_quote(letter.text).splitlines())
    return tuple(line for line in lines if line and not line.startswith(_QUOTED))[:_LINES]


def _first_word(text: str) -> str:
    return next((word for word in _ENDS_OF_WORD.split(text) if word), "")
