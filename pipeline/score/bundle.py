"""Single facts put together: all at once, or part by part for a year that need not fit into memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pipeline.domain.facts import Activity, Adoption, Call, Facts, Instruction, Reads, SubmissionFact
from pipeline.score.facts_json import Fact

PART = 2000  # facts; a part may be larger by one content


def facts_of(facts: Iterable[Fact], parameters: Mapping[str, Decimal | str] | None = None) -> Facts:
    """Facts of all kinds in one record, in their order."""
    by_kind: dict[type[Fact], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[type(fact)].append(fact)
    return Facts(
        submissions=tuple(f for f in by_kind[SubmissionFact] if isinstance(f, SubmissionFact)),
        adoptions=tuple(f for f in by_kind[Adoption] if isinstance(f, Adoption)),
        reads=tuple(f for f in by_kind[Reads] if isinstance(f, Reads)),
        instructions=tuple(f for f in by_kind[Instruction] if isinstance(f, Instruction)),
        activities=tuple(f for f in by_kind[Activity] if isinstance(f, Activity)),
        calls=tuple(f for f in by_kind[Call] if isinstance(f, Call)),
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
