"""A manuscript that will be published shows no identity number, bank card or mobile number.

Rule: the Personal Information Protection Law, articles 25 and 28: what is published of a person needs a reason.
How it is mended: the unit blots them out, or tells the office that the person agrees; a remark only.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from stdnum import luhn
from stdnum.cn import ric

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import has_manuscript, listed
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"identity": ("count", "shown"), "card": ("count", "shown"), "mobile": ("count", "shown")}
asked = has_manuscript

_RUN = re.compile(r"(?<![0-9A-Za-z.])[0-9](?:[ -]?[0-9]){9,18}[Xx]?(?![0-9A-Za-z]|\.[0-9])")  # digits, in groups or not
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_CARD = re.compile(r"62[0-9]{14,17}|[45][0-9]{15}")  # UnionPay; the older ones of Visa and Mastercard
_SHOWN = 3  # the first of each kind are named


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem for each kind, all but a few digits of its numbers blotted out."""
    numbers = dict.fromkeys(_numbers(incoming))
    for case, is_one in _KINDS:
        found = [number for number in numbers if is_one(number)]
        if found:
            shown = listed(f"{number[:3]}…{number[-2:]}" for number in found[:_SHOWN])
            yield Problem(case=case, where="manuscript", facts={"count": str(len(found)), "shown": shown})


def _numbers(incoming: Incoming) -> Iterator[str]:
    """Every long run of digits in the manuscripts, without the blanks and strokes between its groups."""
    for part in incoming.manuscripts:
        text = unicodedata.normalize("NFKC", part.document.text) if part.document is not None else ""
        yield from (re.sub("[ -]", "", match[0]).upper() for match in _RUN.finditer(text))


def _is_identity(number: str) -> bool:
    return len(number) == 18 and bool(ric.is_valid(number))


def _is_card(number: str) -> bool:
    return _CARD.fullmatch(number) is not None and not _is_identity(number) and bool(luhn.is_valid(number))


def _is_mobile(number: str) -> bool:
    return _MOBILE.fullmatch(number) is not None


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("identity", _is_identity),
    ("card", _is_card),
    ("mobile", _is_mobile),
)
