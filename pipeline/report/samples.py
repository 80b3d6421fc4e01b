"""Sample facts for every kind of mail, so that a template can be tried before a letter needs it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import product
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from pipeline.domain.timeutil import SHANGHAI
from pipeline.domain.words import OutgoingKind
from pipeline.report.counting_sheets import (
    AdoptedSheet,
    OfficeMonthSheet,
    ReadsWantedSheet,
    ReportReceiptSheet,
    StatusSheet,
    UnitMonthSheet,
    WithdrawSheet,
)
from pipeline.report.rulings import ReviewWantedSheet, RulingSheet
from pipeline.report.sheets import AlertSheet, DecisionSheet, DigestSheet, DraftSheet, ReceiptSheet, SealedSheet

SHEETS: dict[OutgoingKind, type] = {
    OutgoingKind.RECEIPT_ACCEPTED: ReceiptSheet,
    OutgoingKind.RECEIPT_RETURNED: ReceiptSheet,
    OutgoingKind.RECEIPT_HELD: ReceiptSheet,
    OutgoingKind.RECEIPT_SEALED: SealedSheet,
    OutgoingKind.RECEIPT_REPEAT: ReceiptSheet,
    OutgoingKind.RECEIPT_OTHER: ReceiptSheet,
    OutgoingKind.DECISION: DecisionSheet,
    OutgoingKind.DIGEST: DigestSheet,
    OutgoingKind.ALERT_SEALED: AlertSheet,
    OutgoingKind.ALERT_MAILBOX: AlertSheet,
    OutgoingKind.ALERT_QUARANTINED: AlertSheet,
    OutgoingKind.ALERT_RECEIPT: AlertSheet,
    OutgoingKind.ALERT_UNREACHED: AlertSheet,
    OutgoingKind.ALERT_PLAN: AlertSheet,
    OutgoingKind.RECEIPT_REPORT: ReportReceiptSheet,
    OutgoingKind.ADOPTED: AdoptedSheet,
    OutgoingKind.UNIT_MONTH: UnitMonthSheet,
    OutgoingKind.OFFICE_MONTH: OfficeMonthSheet,
    OutgoingKind.STATUS: StatusSheet,
    OutgoingKind.WITHDRAWN: WithdrawSheet,
    OutgoingKind.REVIEW_WANTED: ReviewWantedSheet,
    OutgoingKind.RULING: RulingSheet,
    OutgoingKind.ALERT_RULING: AlertSheet,
    OutgoingKind.READS_WANTED: ReadsWantedSheet,
    OutgoingKind.DRAFT: DraftSheet,
}
ALERT_FACTS = (  # everything that an alert may be told; a template that asks for another would print nothing
    "number", "letter", "unit", "sender", "received", "folder", "uid", "file", "reason", "remedy", "account", "since",
    "encrypted", "was_open",
    "last_success", "command", "addresses",
)  # fmt: skip
_TEXT = "样例"
_WHEN = datetime(2022, 5, 6, 17, 0, tzinfo=SHANGHAI)
_PLAIN: dict[type, object] = {
    str: _TEXT, int: 3, float: 1.5, Decimal: Decimal("1.5"), datetime: _WHEN, date: _WHEN.date(),
}  # fmt: skip
_TURNS = 20  # as many as the longest list of words in a sheet, and some


def samples(kind: OutgoingKind, words: Mapping[str, Mapping[str, str]]) -> Iterator[object]:
    """Sheets of that kind: everything there with each word of each enum in turn, then everything left out that may be.

    Args:
        kind: of mail; none where SHEETS has no row for it.
        words: the tables of words.toml: a text field named like a table (verb, mark) takes that table's words in turn.
    """
    sheet = SHEETS.get(kind)
    if sheet is None:
        return
    seen: list[object] = []
    for full, turn in product((True, False), range(_TURNS)):
        made = _Maker(turn, full=full, words=words).value(sheet, "")
        if made not in seen:
            seen.append(made)
            yield made


class _Maker:
    """Makes values by their types."""

    def __init__(self, turn: int, *, full: bool, words: Mapping[str, Mapping[str, str]]) -> None:
        self._turn = turn
        self._full = full
        self._words = words

    def value(self, kind: Any, name: str) -> Any:
        """A value of that type for a field of that name."""
        origin, inner = get_origin(kind), get_args(kind)
        if NoneType in inner:
            return self.value(next(one for one in inner if one is not NoneType), name) if self._full else None
        if name == "facts":
            return dict.fromkeys(ALERT_FACTS, _TEXT if self._full else "")
        if origin is tuple:
            return self._tuple(inner, name)
        return self._single(kind, name)

    def _tuple(self, inner: tuple[Any, ...], name: str) -> tuple[Any, ...]:
        if inner[-1] is Ellipsis:
            return tuple(self.value(inner[0], name) for _ in range(2 if self._full else 0))
        return tuple(self.value(one, name) for one in inner)

    def _single(self, kind: type, name: str) -> Any:
        if is_dataclass(kind):
            hints = get_type_hints(kind)
            return kind(**{f.name: self.value(hints[f.name], f.name) for f in fields(kind)})
        if issubclass(kind, StrEnum):
            members = tuple(kind)
            return members[self._turn % len(members)]
        if kind is bool:
            return self._turn % 2 == 0
        if kind is str and name in self._words:
            known = tuple(self._words[name])
            return known[self._turn % len(known)]
        return _PLAIN[kind]
