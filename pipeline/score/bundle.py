"""Single facts put together: all at once, or part by part for a year that need not fit into memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import cast

from pipeline.domain.facts import Activity, Adoption, Call, Facts, Instruction, Reads, SubmissionFact
from pipeline.score.facts_json import Fact

PART = 2000  # facts; a part may be larger by one content


def facts_of(facts: Iterable[Fact], parameters: Mapping[str, Decimal | str] | None = None) -> Facts:
    """Facts of all kinds in one record, in their order."""
    by_kind: dict[type[Fact], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[type(fact)].append(fact)
    return Facts(
        submissions=cast("tuple[SubmissionFact, ...]", tuple(by_kind[SubmissionFact])),
        adoptions=cast("tuple[Adoption, ...]", tuple(by_kind[Adoption])),
        reads=cast("tuple[Reads, ...]", tuple(by_kind[Reads])),
        instructions=cast("tuple[Instruction, ...]", tuple(by_kind[Instruction])),
        activities=cast("tuple[Activity, ...]", tuple(by_kind[Activity])),
        calls=cast("tuple[Call, ...]", tuple(by_kind[Call])),
        parameters=dict(parameters or {}),
    )


def in_parts(facts: Iterable[tuple[str, Fact]], size: int = PART) -> Iterator[Facts]:
    """Facts for `Scoring.score_parts`.

    Args:
        facts: each with the key of its content (a piece's own id, unless several pieces are one content); the facts
            of one content come one after the other.
        size: a part is closed at the end of the content with which it has so many facts.
    """
    part: list[Fact] = []
    last = ""
    for key, fact in facts:
        if key != last and len(part) >= size:
            yield facts_of(part)
            part = []
        last = key
        part.append(fact)
    if part:
        yield facts_of(part)
