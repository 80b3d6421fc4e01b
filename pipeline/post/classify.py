"""What an SMTP server's answer asks of us: the word in it decides, not the number (mail.md O2)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.post.advice import ADVICE
from pipeline.settings.values import SmtpCode


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What follows from an answer."""

    outcome: str  # retry, tomorrow, operator, refused, stop
    advice: str  # what an operator should do, in Chinese
    wait_minutes: int  # with retry: at least so long
    word: str  # the row's word that matched, "" when none did


def classify(code: int, text: str, table: Sequence[SmtpCode]) -> Outcome:
    """The first row of the table that matches an answer; without one 5xx is refused and all else tried again.

    Args:
        code: the reply code, 0 or -1 where the server gave none.
        text: the answer's text, several lines joined.
        table: the rows in their order; a `*` at the end of a word stands for anything that follows.
    """
    for row in table:
        if (not row.codes or code in row.codes) and _holds(text, row.word):
            return Outcome(outcome=row.outcome, advice=row.advice, wait_minutes=row.wait_minutes, word=row.word)
    if 500 <= code <= 599:
        return Outcome(outcome="refused", advice=ADVICE["refused"], wait_minutes=0, word="")
    return Outcome(outcome="retry", advice=ADVICE["retry"], wait_minutes=15, word="")


def _holds(text: str, word: str) -> bool:
    """Whether the word stands in the text, whole and in any case: MI:SPB is not MI:SPBX, yet HL: is in HL:ITC."""
    core = word.removesuffix("*")
    if not core:
        return True
    before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", core) else ""
    after = r"(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]\Z", word) else ""
    return re.search(f"{before}{re.escape(core)}{after}", text, re.IGNORECASE) is not None
