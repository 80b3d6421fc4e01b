"""Which unit a laid-out subject settles on.

The unit's field is the first one behind the year. A unit named in the keyword does not count then; a unit named
anywhere else counts only when no other could be meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.ingest.subject_layout import LEADS, Layout
from pipeline.ingest.subject_names import Owners
from pipeline.ingest.subject_units import Named, beginning, owners_of, whole
from pipeline.ingest.subject_words import LISTING
from pipeline.ingest.subject_year import whole_year


@dataclass(frozen=True, kw_only=True)
class Settled:
    """The field that names the unit, or the units in question."""

    named: Named
    index: int = 0  # of the field
    runs_on: bool = False  # the keyword follows in the same field


def settle(layout: Layout, only_first: bool) -> Settled:
    """Find the unit of a subject.

    Args:
        layout: of the line.
        only_first: whether a unit counts in its own place only.
    """
    if not layout.texts:
        return Settled(named=Named())
    first = _in_its_place(layout)
    if first.named.unit is not None or first.named.several or only_first:
        return first
    elsewhere = _elsewhere(layout, first.named.candidates)
    if layout.numbered and elsewhere.named.unit is None:
        return Settled(named=Named())
    return elsewhere


def _in_its_place(layout: Layout) -> Settled:
    index = layout.texts[0]
    key = layout.key(index)
    named = whole(key, layout.names, slips=not layout.numbered)
    if named.unit is not None:
        rivals = frozenset(_rivals(layout, index, named.unit))
        return Settled(named=Named(candidates=rivals | {named.unit}) if rivals else named, index=index)
    if named.several:
        return Settled(named=named, index=index)
    begun = beginning(key, layout.names, slips=not layout.numbered)
    if begun.several or (begun.unit is not None and _may_run_on(layout, index, begun.end)):
        return Settled(named=begun, index=index, runs_on=begun.unit is not None)
    return Settled(named=Named(candidates=named.candidates | begun.candidates), index=index)


def _may_run_on(layout: Layout, index: int, end: int) -> bool:
    """Whether the keyword may follow a name without a separator: in the last field, and with more than a letter or two.

    甲塘 and a single letter may be another name; so may two, when a blank parts them from what follows.
    """
    field = layout.fields[index]
    if whole_year(field.key[end:]) is not None:
        return True
    if len(layout.texts) > 1:
        return False
    behind = field.at[end:]
    joined = next((i for i, at in enumerate(behind) if at != behind[0] + i), len(behind))
    return joined != 1 and (joined != 2 or joined == len(behind))


def _rivals(layout: Layout, index: int, unit: str) -> Iterator[str]:
    """Other units that stand beside the one in its place: 甲、乙."""
    for field in _unit_field_goes_on(layout, index):
        yield from owners_of(layout.names.mentions(layout.key(field))) - {unit}
    formal = layout.year_at in (LEADS, index - 1)
    others = [i for i in layout.texts if i > index]
    if formal:
        by_plus = layout.before(index) == "+" == layout.before(index + 1)
        others = [i for i in others if i == index + 1 and not by_plus]
    for other in others:
        named = whole(layout.key(other), layout.names, slips=False)
        yield from (named.candidates | {named.unit or unit}) - {unit} if named.unit or named.several else ()


def _unit_field_goes_on(layout: Layout, index: int) -> Iterator[int]:
    """The fields that belong to the unit's: as far as the next plus, or members of a list."""
    following = range(index + 1, len(layout.fields))
    before = layout.before(index)
    closed = before == "+" and any(layout.before(i) == "+" for i in following)
    for i in following:
        separator = layout.before(i)
        if (closed and separator == "+") or (not closed and (separator not in LISTING or separator == before)):
            return
        if closed or _begins_with_a_unit(layout, i):
            yield i


def _begins_with_a_unit(layout: Layout, index: int) -> bool:
    key = layout.key(index)
    return any(layout.names.head.fullmatch(key, 0, m.start) for m in layout.names.mentions(key))


def _elsewhere(layout: Layout, doubted: Owners) -> Settled:
    """A unit's name in a field of its own, behind the keyword or before the year."""
    found = [(i, _alone(layout, i)) for i in layout.texts[1:]]
    settled = next(((i, n) for i, n in found if n.unit is not None), None)
    mentioned = doubted | frozenset().union(*(owners_of(layout.names.mentions(layout.key(i))) for i in layout.texts))
    mentioned |= frozenset(n.unit for _, n in found if n.unit is not None)
    if settled is None or mentioned != {settled[1].unit}:
        return Settled(named=Named(candidates=mentioned))
    return Settled(named=settled[1], index=settled[0])


def _alone(layout: Layout, index: int) -> Named:
    key = layout.key(index)
    if layout.before(index) == " " and len(layout.key(index - 1)) == 1:
        return Named()  # 新 甲塘
    return whole(key, layout.names, slips=not layout.numbered and (len(key) > 2 or index - 1 == layout.year_at))
