"""A waiting fact put right: what was told of it, with what the office says in its place."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from pipeline.domain.facts import Adoption
from pipeline.score.facts_json import CLASSES, Fact, FactJsonError, fact_from_json
from pipeline.score.register import Outlet
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_keys import outlet_of
from pipeline.steps.counting.hands import Refused
from pipeline.store.tables import FactRow

_MOST = 6  # outlets named as near
_LEFT = {"submission": "number_left", "outlet": "outlet_left", "date": "day_left"}


def put_right(row: FactRow, changes: Mapping[str, Any], name: str) -> Fact:
    """The fact of a row with these fields changed; what it lacks otherwise is taken from what was told.

    Args:
        row: a fact that waits.
        changes: field of the fact → its value as JSON.
        name: how the office calls the row.

    Raises:
        Refused: a field is still missing or unreadable, or facts of this kind have no such field.
    """
    kinds = fields(CLASSES[row.kind])
    known = {field.name for field in kinds}
    if set(changes) - known:
        raise Refused("no_such_field", name=name)
    told = {key: value for key, value in row.told.items() if key in known and value is not None}
    data = told | (row.fact or {}) | dict(changes)
    for field in kinds:
        if field.name not in data and field.default is MISSING and field.default_factory is MISSING:
            raise Refused(_LEFT.get(field.name, "field_left"), name=name)
    try:
        return fact_from_json(row.kind, data)
    except FactJsonError as wrong:
        raise Refused("field_left", name=name) from wrong


def outlet_called(plan: Scoring, text: str, *, position: str | None = None, mode: str | None = None) -> Outlet:
    """The outlet of that id or name; some names need the place or the mode to mean one outlet.

    Raises:
        Refused: the register has none, or the name may mean several.
    """
    found = plan.outlets.get(text.strip())
    if found is not None:
        return found
    resolved = plan.outlets.resolve(text, position=position, mode=mode)
    if resolved.outlet is None:
        near = "、".join(resolved.candidates[:_MOST])
        cause = "unknown_outlet" if near else "no_such_outlet"
        raise Refused(cause, outlet=text.strip(), why=resolved.why, near=near)
    return resolved.outlet


def without_false_link(plan: Scoring, fact: Fact, outlet: Outlet) -> Fact:
    """The fact without its link where that leads elsewhere: the office has said which outlet it is."""
    if not isinstance(fact, Adoption) or fact.url is None:
        return fact
    found = outlet_of(fact, plan).outlet
    return fact if found is not None and found.id == outlet.id else replace(fact, url=None)
