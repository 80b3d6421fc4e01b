"""Facts → events, content by content; what cannot be read so waits with its reason, never dropped."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.domain.facts import Activity, Adoption, Facts, Instruction, Reads
from pipeline.domain.score import Unresolved
from pipeline.score import readings
from pipeline.score.events import Event, Piece, Scene
from pipeline.score.numbers import NotSettledError
from pipeline.score.published import Published
from pipeline.score.words import say

Fact = Adoption | Reads | Instruction | Activity
Hanging = TypeVar("Hanging", Adoption, Reads, Instruction)
Known = TypeVar("Known", Adoption, Reads, Instruction, Activity)


@dataclass
class Gathered:
    """The pieces, and what hangs on each."""

    pieces: dict[str, Piece] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)  # pieces whose unit is not known
    contents: dict[str, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    adoptions: Mapping[str, list[Adoption]] = field(default_factory=dict)
    reads: Mapping[str, list[Reads]] = field(default_factory=dict)
    instructions: Mapping[str, list[Instruction]] = field(default_factory=dict)
    activities: tuple[Activity, ...] = ()
    unresolved: list[Unresolved] = field(default_factory=list)


def gather(facts: Facts, scene: Scene) -> Gathered:
    """The facts by piece; a fact of a piece that is not there, or whose unit is unknown, waits."""
    found = Gathered(activities=facts.activities)
    for fact in facts.submissions:
        try:
            readings.possible(fact.date, scene)
            piece = readings.piece_of(fact, scene)
        except NotSettledError as open_:
            found.waiting.add(fact.id)
            about = say("about_submission", piece=fact.id, day=fact.date)
            found.unresolved.append(Unresolved(fact=about, why=open_.why, candidates=open_.candidates))
            continue
        found.pieces[fact.id] = piece
        found.contents[piece.content].append(piece)
    found.adoptions = _hung(found, facts.adoptions)
    found.reads = _hung(found, facts.reads)
    found.instructions = _hung(found, facts.instructions)
    return found


def _hung(found: Gathered, facts: tuple[Hanging, ...]) -> Mapping[str, list[Hanging]]:
    by_piece: dict[str, list[Hanging]] = defaultdict(list)
    for fact in facts:
        if fact.submission in found.pieces:
            by_piece[fact.submission].append(fact)
            continue
        code = "piece_waits" if fact.submission in found.waiting else "piece_unknown"
        found.unresolved.append(Unresolved(fact=about(fact), why=say(code, piece=fact.submission)))
    return by_piece


def about(fact: Fact) -> str:
    """Which fact, in the office's words."""
    match fact:
        case Adoption():
            return say("about_adoption", piece=fact.submission, outlet=fact.outlet, day=fact.date)
        case Reads():
            told = {"outlet": fact.outlet, "count": fact.count, "days": fact.days}
            return say("about_reads", piece=fact.submission, **told)
        case Instruction():
            return say("about_instruction", piece=fact.submission, by=fact.by, day=fact.date)
        case Activity():
            return say("about_activity", piece=fact.id, host=fact.host, day=fact.date)


def events_by_content(found: Gathered, scene: Scene) -> Iterator[list[Event]]:
    """The events of each content, then of each activity, one after the other."""
    for pieces in found.contents.values():
        yield [event for piece in pieces for event in _events_of(piece, found, scene)]
    for activity in found.activities:
        event = _try(found, activity, lambda fact: readings.activity_event(fact, scene))
        if event is not None:
            yield [event]


def _events_of(piece: Piece, found: Gathered, scene: Scene) -> Iterator[Event]:
    """The piece's events; reads come last, since they are dated by the use they belong to."""
    name = piece.fact.id
    yield readings.submission_event(piece)
    published = Published(piece, scene)
    yield from _made(found, found.adoptions.get(name, ()), published.adoption)
    yield from _made(
        found, found.instructions.get(name, ()), lambda fact: readings.instruction_event(fact, piece, scene)
    )
    yield from _made(found, found.reads.get(name, ()), published.reads)


def _made(found: Gathered, facts: Iterable[Known], make: Callable[[Known], Event]) -> Iterator[Event]:
    """The events of facts; one that cannot be read so waits."""
    for fact in facts:
        event = _try(found, fact, make)
        if event is not None:
            yield event


def _try(found: Gathered, fact: Known, make: Callable[[Known], Event]) -> Event | None:
    try:
        return make(fact)
    except NotSettledError as open_:
        found.unresolved.append(Unresolved(fact=about(fact), why=open_.why, candidates=open_.candidates))
        return None
