"""Which pieces the rows of an adoption report mean (rules.md S7); what is ambiguous waits for the office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.domain.bureau import Roster, Unit
from pipeline.domain.reported import Claim, OnFile, ReportedRow
from pipeline.domain.text import title_key
from pipeline.domain.titles import near_title
from pipeline.ingest.claim_titles import NEAR_PERCENT, Keys, Titles, keys_of
from pipeline.ingest.claim_words import UNKNOWN_UNIT, why

_MOST_CANDIDATES = 10


def match_claims(
    rows: Sequence[ReportedRow],
    reporter: Unit | None,
    pieces: Sequence[OnFile],
    roster: Roster,
    *,
    today: date,
) -> tuple[Claim, ...]:
    """What each row means, in the order of the rows.

    The number named in a row comes first, then the reporter's own pieces of the same title, then those of nearly
    the same one, then other units' pieces of the same title. Of several that fit none is chosen.

    Args:
        rows: as read from a report.
        reporter: who sent it; None where that is in doubt: then nothing counts as its own.
        pieces: all that a claim may mean.
        roster: the bureau's.
        today: the office's day; what is dated later waits.
    """
    own = tuple(unit.id for unit in roster.may_send_for(reporter)) if reporter is not None else ()
    desk = _Desk(own=own, roster=roster, titles=Titles(pieces), today=today)
    desk.by_number.update((piece.number.upper(), piece) for piece in pieces)
    keys = [keys_of(row.title) for row in rows]
    desk.exact = _told_exactly(desk, zip(rows, keys, strict=True))
    return tuple(desk.settled(row, desk.found(row, told)) for row, told in zip(rows, keys, strict=True))


def _told_exactly(desk: "_Desk", pairs: Iterable[tuple[ReportedRow, Keys]]) -> dict[str, str]:
    """Pieces that a row names by their very title: no other title is near to them in this report."""
    return {piece.number: keys.whole for row, keys in pairs if not row.number for piece in desk.titles.same(keys)}


@dataclass(frozen=True, kw_only=True)
class _Found:
    """The pieces a row may mean, and the sentence that says why."""

    pieces: tuple[OnFile, ...]
    code: str
    several: str = "several"
    waits: str = ""  # why it waits although a piece was found


def _found(pieces: Iterable[OnFile], code: str, several: str = "several") -> _Found:
    return _Found(pieces=tuple({piece.number: piece for piece in pieces}.values()), code=code, several=several)


@dataclass
class _Desk:
    own: tuple[str, ...]  # ids of the units the reporter speaks for
    roster: Roster
    titles: Titles
    today: date
    by_number: dict[str, OnFile] = field(default_factory=dict)
    exact: dict[str, str] = field(default_factory=dict)

    def found(self, row: ReportedRow, keys: Keys) -> _Found:
        """The pieces a row may mean."""
        if row.number:
            return self._numbered(row.number.upper(), keys)
        if not keys.whole:
            return _found((), "no_title")
        same = self.titles.same(keys)
        if own := self._own(same):
            return _found(own, "exact")
        if own := self._own(self.titles.same_main(keys)):
            return _found(own, "main")
        near = self.titles.near(keys, self.own)
        # What another row names by its very title is not near to this one.
        if near := [p for p in near if self.exact.get(p.number, keys.whole) == keys.whole]:
            return _found(near, "near", "several_near")
        return _found(same, "other", "several_units") if same else _found((), "none")

    def _numbered(self, number: str, keys: Keys) -> _Found:
        piece = self.by_number.get(number)
        if piece is None:
            return _Found(pieces=(), code="none", waits=why("number_unknown", number=number))
        foreign = bool(self.own) and piece.unit not in self.own
        titled = bool(keys.whole) and keys.whole != title_key(number)  # a title cell may hold nothing but the number
        other = titled and not _same_or_near(keys, piece.title)
        said = why("number_title", number=piece.number, title=piece.title) if other and piece.title else ""
        return _Found(pieces=(piece,), code="other_number" if foreign else "by_number", waits=said)

    def settled(self, row: ReportedRow, found: _Found) -> Claim:
        """The claim: with a number where exactly one piece fits and nothing speaks against it."""
        fitting = self._by_day(row, found.pieces)
        numbers = tuple(p.number for p in (fitting or found.pieces))[:_MOST_CANDIDATES]
        if found.waits or not found.pieces:
            return Claim(row=row, number=None, why=found.waits or why(found.code), candidates=numbers)
        if len(fitting or found.pieces) > 1:
            count = len(fitting or found.pieces)
            return Claim(row=row, number=None, why=why(found.several, count=count), candidates=numbers)
        piece = (fitting or found.pieces)[0]
        against = self._against(row, piece)
        if against:
            return Claim(row=row, number=None, why=against, candidates=numbers)
        said = why(found.code, number=piece.number, title=piece.title, owner=self._name(piece.unit))
        return Claim(row=row, number=piece.number, why=said)

    def _own(self, pieces: Iterable[OnFile]) -> list[OnFile]:
        return [piece for piece in pieces if piece.unit in self.own]

    def _by_day(self, row: ReportedRow, pieces: tuple[OnFile, ...]) -> tuple[OnFile, ...]:
        """Those that had arrived when the row says one was used."""
        return tuple(p for p in pieces if row.date is None or p.arrived <= row.date)

    def _against(self, row: ReportedRow, piece: OnFile) -> str:
        said = self._said_unit(row)
        if said is not None and piece.unit != said.id:
            return why("unit_differs", said=said.name, number=piece.number, owner=self._name(piece.unit))
        if row.date is not None and row.date > self.today:
            return why("future", day=row.date)
        if row.date is not None and piece.arrived > row.date:
            return why("late", number=piece.number, arrived=piece.arrived, day=row.date)
        return ""

    def _said_unit(self, row: ReportedRow) -> Unit | None:
        """The unit of the row's own column, where it is one of the roster's by name or alias."""
        wanted = title_key(row.unit or "")
        named = [u for u in self.roster.units if wanted and wanted in {title_key(name) for name in u.names}]
        return named[0] if len(named) == 1 else None

    def _name(self, unit_id: str | None) -> str:
        unit = self.roster.by_id(unit_id)
        return unit.name if unit is not None else UNKNOWN_UNIT


def _same_or_near(keys: Keys, title: str) -> bool:
    other = keys_of(title)
    return keys.main == other.main or near_title(keys.whole, other.whole, NEAR_PERCENT)
