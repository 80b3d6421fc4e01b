"""A facts file (YAML or JSON, design.md §5) → Facts, strictly: every mistake with line and remedy, all at once."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pipeline.domain.facts import Activity, Adoption, Answered, Call, Facts, Instruction, Reads, SubmissionFact
from pipeline.score.complaints import Notes
from pipeline.score.fact_cells import MOST, fact_table, flag_of, maybe_text, tags_of, text_of, texts_of, whole
from pipeline.score.numbers import is_exact
from pipeline.settings.files import read_text
from pipeline.settings.tomlfile import Table

T = TypeVar("T")


def read_facts(path: Path) -> Facts:
    """The facts in a file.

    Raises:
        ConfigErrors: with every mistake found.
    """
    notes = Notes()
    text = read_text(path, notes)
    table = None if text is None else fact_table(text, path, notes)
    facts = Facts() if table is None else _facts(table)
    notes.raise_if_any()
    return facts


def parse_facts(text: str, path: Path = Path("facts.yaml")) -> Facts:
    """As `read_facts`, for a text already read; `path` is the name that mistakes are told under."""
    notes = Notes()
    table = fact_table(text, path, notes)
    facts = Facts() if table is None else _facts(table)
    notes.raise_if_any()
    return facts


def _facts(table: Table) -> Facts:
    found = Facts(
        submissions=_several(table, "submissions", _submission),
        adoptions=_several(table, "adoptions", _adoption),
        reads=_several(table, "reads", _reads),
        instructions=_several(table, "instructions", _instruction),
        activities=_several(table, "activities", _activity),
        calls=_several(table, "calls", _call),
        parameters=_parameters(table),
    )
    table.finish()
    for key, several in (
        ("submissions", found.submissions), ("activities", found.activities), ("calls", found.calls)
    ):  # fmt: skip
        _once(table, key, [fact.id for fact in several])
    return found


def _once(table: Table, key: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            place = Table(
                data={}, file=table.file, complaints=table.complaints, lines=table.lines, path=(key, index)
            ).place("id")
            table.complaints.add(place, "facts_twice", id=name)
        seen.add(name)


def _several(table: Table, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
    if table.data.get(key) is None:  # left out, or written and left empty
        table.asked.add(key)
        return ()
    found = []
    for row in table.tables(key):
        found.append(read(row))
        row.finish()
    return tuple(found)


def _submission(row: Table) -> SubmissionFact:
    chars = whole(row, "chars", -1)
    if row.data.get("chars") is not None and chars < 0:
        row.complain("chars", "range", value=chars, low="0", high=str(MOST))
    return SubmissionFact(
        id=text_of(row, "id"),
        unit=text_of(row, "unit"),
        date=row.day("date"),
        title=text_of(row, "title", ""),
        kind=maybe_text(row, "kind"),
        summary=flag_of(row, "summary"),
        chars=chars if chars >= 0 else None,
        authors=texts_of(row, "authors"),
        content=maybe_text(row, "content"),
        tags=tags_of(row),
    )


def _adoption(row: Table) -> Adoption:
    return Adoption(
        submission=text_of(row, "submission"),
        outlet=text_of(row, "outlet"),
        date=row.day("date"),
        mode=maybe_text(row, "mode"),
        url=maybe_text(row, "url"),
        position=maybe_text(row, "position"),
        content=maybe_text(row, "content"),
        tags=tags_of(row),
    )


def _reads(row: Table) -> Reads:
    return Reads(
        submission=text_of(row, "submission"),
        outlet=text_of(row, "outlet"),
        count=whole(row, "count"),
        days=whole(row, "days"),
    )


def _instruction(row: Table) -> Instruction:
    return Instruction(
        submission=text_of(row, "submission"), by=text_of(row, "by"), rank=text_of(row, "rank"), date=row.day("date")
    )


def _activity(row: Table) -> Activity:
    return Activity(
        id=text_of(row, "id"),
        host=text_of(row, "host"),
        units=texts_of(row, "units", required=True),
        date=row.day("date"),
    )


def _call(row: Table) -> Call:
    return Call(
        id=text_of(row, "id"),
        kind=text_of(row, "kind"),
        units=texts_of(row, "units", required=True),
        issued=row.day("issued"),
        quantity=whole(row, "quantity", 1),
        answered=_several(row, "answered", _answered),
    )


def _answered(row: Table) -> Answered:
    return Answered(unit=text_of(row, "unit"), date=row.day("date"), pieces=whole(row, "pieces", 1))


def _parameters(table: Table) -> dict[str, Decimal | str]:
    if table.data.get("parameters") is None:
        table.asked.add("parameters")
        return {}
    inner = table.table("parameters")
    return {key: Decimal(str(value)) if is_exact(value) else text_of(inner, key) for key, value in inner.data.items()}
