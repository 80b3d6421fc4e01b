"""Facts read as events: what rules ask of each kind of fact, and why one cannot be read so."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from pipeline.domain.facts import Activity, Adoption, Instruction, Reads, SubmissionFact
from pipeline.score.events import Event, Piece, Scene, outlet_fields
from pipeline.score.match import TAG, Fields, Value, word
from pipeline.score.numbers import NotSettledError
from pipeline.score.register import Outlet, Resolution
from pipeline.score.words import FIELD_WORDS, TEXTS, say

_FAR = 50  # years


def possible(day: date, scene: Scene) -> date:
    """The day, unless it lies so far from the plan's first that it can only be a slip of the pen.

    Raises:
        NotSettledError: it does.
    """
    if scene.plan_from and abs(day.year - scene.plan_from.year) > _FAR:
        raise NotSettledError(say("day_far", day=day, plan=scene.plan_from))
    return day


def later(day: date, days: int) -> date:
    """So many days after; never beyond the calendar."""
    return day + timedelta(days=min(days, (date.max - day).days))


def piece_of(fact: SubmissionFact, scene: Scene) -> Piece:
    """The piece, or NotSettledError when its unit is unknown."""
    unit = scene.people.unit(fact.unit)
    fields: dict[str, Value] = {
        "unit": unit,
        "group": scene.people.group(unit),
        "kind": fact.kind,
        "summary": word(fact.summary),
        "chars": None if fact.chars is None else Decimal(fact.chars),
        "authors": Decimal(len(fact.authors)) if fact.authors else None,
        **_tags(fact.tags),
    }
    return Piece(fact=fact, unit=unit, fields=fields)


def _tags(tags: Mapping[str, str]) -> Fields:
    return {f"{TAG}{name}": value for name, value in tags.items()} if tags else {}


def submission_event(piece: Piece) -> Event:
    """The piece's own arrival."""
    return _event(piece, "submission", {**piece.fields}, ("0",), day=piece.fact.date, label=TEXTS["label_submission"])


def adoption_event(fact: Adoption, piece: Piece, found: Resolution, scene: Scene) -> Event:
    """A use of the piece by an outlet that was found, in the mode and place that were told or that its wording says."""
    outlet = found.outlet
    assert outlet is not None  # a use without an outlet waits
    fields: dict[str, Value] = {
        **piece.fields,
        **scene.outlet_fields(outlet),
        "mode": found.mode,
        "position": found.position,
        "content": fact.content,
        **_tags(fact.tags),
    }
    key: tuple[str, ...] = ("1", outlet.id, found.mode or "", fact.content or "", found.position or "", fact.url or "")
    if fact.tags:
        key += tuple(f"{k}={v}" for k, v in sorted(fact.tags.items()))
    event = _event(piece, "adoption", fields, key, day=fact.date, label=outlet.name)
    return event if found.recognised else event._replace(void=found.why)


def reads_event(fact: Reads, piece: Piece, outlet: Outlet, published: date) -> Event:
    """How often a use was read; dated by its last day unless the rulebook says otherwise."""
    for name, number in (("count", fact.count), ("days", fact.days)):
        if number < 0:
            raise NotSettledError(say("negative", field=FIELD_WORDS[name]))
    fields: dict[str, Value] = {
        **piece.fields,
        **outlet_fields(outlet),
        "count": Decimal(fact.count),
        "days": Decimal(fact.days),
    }
    day, label = later(published, fact.days), say("label_reads", outlet=outlet.name)
    key = ("2", outlet.id, f"{fact.count:020}", f"{fact.days:08}")
    return _event(piece, "reads", fields, key, day=day, label=label, published=published)


def instruction_event(fact: Instruction, piece: Piece, scene: Scene) -> Event:
    """A leader's approval."""
    by, day = scene.people.body(fact.by), possible(fact.date, scene)
    label = say("label_instruction", by=by, rank=TEXTS.get(fact.rank, fact.rank))
    fields: dict[str, Value] = {**piece.fields, "by": by, "rank": fact.rank}
    return _event(piece, "instruction", fields, ("3", by, fact.rank), day=day, label=label)


def activity_event(fact: Activity, scene: Scene) -> Event:
    """An activity hosted by units, each named once."""
    units = tuple(dict.fromkeys(scene.people.unit(text) for text in fact.units))
    if not units:
        raise NotSettledError(say("units_none"))
    host, day = scene.people.body(fact.host), possible(fact.date, scene)
    return Event(
        kind="activity",
        subject=fact.id,
        day=day,
        fields={"fact": "activity", "host": host, "units": Decimal(len(units))},
        label=say("label_activity", host=host),
        key=("4", host),
        units=units,
    )


def _event(
    piece: Piece, kind: str, fields: dict[str, Value], key: tuple[str, ...], *, day: date, label: str,
    published: date | None = None,
) -> Event:  # fmt: skip
    if day < piece.fact.date:
        raise NotSettledError(say("before_piece", day=day, sent=piece.fact.date))
    fields["fact"], fields["age"] = kind, Decimal((day - piece.fact.date).days)
    return Event(
        kind=kind,
        subject=piece.fact.id,
        day=day,
        fields=fields,
        label=label,
        key=(piece.fact.id, *key),
        units=(piece.unit,),
        authors=piece.fact.authors,
        published=published,
    )
