"""What was typed into the form of a use, an approval, reads or an activity, read as far as that goes."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.console.look.adoption_piece import PieceTyped, piece_typed
from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.visit import Visit
from pipeline.domain.facts import Activity, Adoption, Instruction
from pipeline.domain.imported import ImportedReads
from pipeline.score.facts_json import Fact
from pipeline.steps.counting.by_hand import activity_id
from pipeline.steps.counting.settle_order import CONTENTS, POSITIONS

KINDS = ("adoption", "instruction", "reads", "activity")
RANKS = ("main", "member")
_DAY = re.compile(r"(20\d{2})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})日?", re.ASCII)
_MOST = {"outlet": 200, "url": 1000, "by": 100, "host": 100, "name": 100}
_TAG = 200  # characters of whatever else a plan asks
_FIGURES = re.compile(r"-?\d{1,12}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A fact as it was typed."""

    kind: str
    piece: PieceTyped
    fact: Fact | None = None  # None: something is missing, or it is reads
    reads: ImportedReads | None = None  # reads, whose days are still to be reckoned
    words: dict[str, Any] = field(default_factory=dict)  # what else was written
    missing: tuple[str, ...] = ()  # what is still to be written, or cannot be read


class _Paper:
    """Fields read one after the other; what cannot be read is noted."""

    def __init__(self, visit: Visit, fields: Fields, kind: str, piece: PieceTyped) -> None:
        self.visit, self.fields, self.kind, self.piece = visit, fields, kind, piece
        self.missing: list[str] = []

    def text(self, name: str, wanted: str = "") -> str:
        """A line of text."""
        value = " ".join(self.fields.one(name).split())
        if not value and wanted:
            self.missing.append(say(wanted))
        if len(value) > _MOST[name]:
            self.missing.append(say("want_long", what=f"{value[:12]}…", most=_MOST[name]))
        return value

    def day(self, name: str, what: str, *, wanted: bool = True) -> date | None:
        """A day as people write it."""
        value = self.fields.one(name)
        day = day_in(value)
        if value and day is None:
            self.missing.append(say("want_bad_day", text=value[:20]))
        elif not value and wanted:
            self.missing.append(say("want_day", what=say(what)))
        return day

    def number(self, name: str, wanted: str = "") -> int | None:
        """A whole number."""
        value = self.fields.one(name).replace(",", "").replace("，", "")
        if not value:
            self.missing += [say(wanted)] if wanted else []
            return None
        if not _FIGURES.fullmatch(value):
            self.missing.append(say("want_bad_count", text=value[:20]))
            return None
        return int(value)

    def word(self, name: str, known: tuple[str, ...], wanted: str = "") -> str | None:
        """One of several words, None where none is picked."""
        value = self.fields.one(name)
        if not value and wanted:
            self.missing.append(say(wanted))
        if value and value not in known:
            self.missing.append(say("want_bad_word", text=value[:20]))
        return value or None


def day_in(text: str) -> date | None:
    """A day as people write it: 2022-05-06, 2022.5.6, 2022年5月6日; None where it is none, or of another century."""
    found = _DAY.fullmatch(text.strip())
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def typed_fact(visit: Visit, fields: Fields) -> Typed:
    """What was typed, and what is still missing."""
    kind = fields.one("kind") or KINDS[0]
    piece = piece_typed(visit, fields) if kind != "activity" else PieceTyped()
    paper = _Paper(visit, fields, kind, piece)
    if kind not in KINDS:
        return Typed(kind=KINDS[0], piece=piece, missing=(say("want_kind"),))
    if piece.told:
        paper.missing.append(piece.told)
    if kind == "reads":
        return _reads(paper)
    made = {"adoption": _adoption, "instruction": _instruction, "activity": _activity}[kind](paper)
    words = {"title": paper.text("name")} if kind == "activity" else {}
    fact = None if paper.missing else made
    return Typed(kind=kind, piece=piece, fact=fact, words=words, missing=tuple(paper.missing))


def _adoption(paper: _Paper) -> Adoption | None:
    modes = tuple(paper.visit.words.tables.get("adoption_mode", {}))
    outlet, url = outlet_of_form(paper.fields) or paper.text("outlet", "want_outlet"), paper.text("url")
    day = paper.day("date", "day_adoption")
    mode, position = paper.word("mode", modes), paper.word("position", POSITIONS)
    content = paper.word("content", CONTENTS)
    told = [(key.removeprefix("tag."), value.strip()) for key, value in paper.fields.pairs if key.startswith("tag.")]
    if day is None or not paper.piece.number:
        return None
    return Adoption(
        submission=paper.piece.number, outlet=outlet, date=day, mode=mode, url=url or None, position=position,
        content=content, tags={name: value[:_TAG] for name, value in told if name and value},
    )  # fmt: skip


def outlet_of_form(fields: Fields) -> str:
    """The candidate that was picked for just this wording; "" where none was."""
    return fields.one("pick_outlet") if fields.one("picked_for") == fields.one("outlet") else ""


def _instruction(paper: _Paper) -> Instruction | None:
    by, rank = paper.text("by", "want_body"), paper.word("rank", RANKS, "want_rank")
    day = paper.day("date", "day_instruction")
    if day is None or rank is None or not paper.piece.number:
        return None
    return Instruction(submission=paper.piece.number, by=by, rank=rank, date=day)


def _activity(paper: _Paper) -> Activity | None:
    name, host = paper.text("name", "want_name"), paper.text("host", "want_host")
    units = tuple(dict.fromkeys(unit for unit in paper.fields.all("units") if unit))
    if not units:
        paper.missing.append(say("want_units"))
    day = paper.day("date", "day_activity")
    return Activity(id=activity_id(name, day), host=host, units=units, date=day) if day is not None else None


def _reads(paper: _Paper) -> Typed:
    outlet = outlet_of_form(paper.fields) or paper.text("outlet", "want_outlet")
    count = paper.number("count", "want_count")
    counted_on, days = paper.day("counted_on", "day_counted", wanted=False), paper.number("days")
    if counted_on is None and days is None and not paper.fields.one("counted_on"):
        paper.missing.append(say("want_days"))
    told = None
    if not paper.missing and count is not None:
        told = ImportedReads(
            place="", number=paper.piece.number, title="", outlet=outlet, count=count, days=days, counted_on=counted_on
        )
    return Typed(kind="reads", piece=paper.piece, reads=told, missing=tuple(paper.missing))
