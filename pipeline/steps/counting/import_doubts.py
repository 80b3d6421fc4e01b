"""What else is open in a file that has mistakes: pieces, outlets, units and bodies nobody knows, told with them."""

from collections.abc import Iterator, Sequence

from pipeline.domain.imported import ImportedActivity, ImportedInstruction, ImportedReads
from pipeline.domain.reported import Claim, ReportedRow
from pipeline.score.numbers import NotSettledError
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.import_offers import Row


def doubts_of(plan: Scoring, rows: Sequence[Row], claims: Sequence[Claim | None]) -> tuple[tuple[str, str], ...]:
    """Where something is open, and what: without the office it would wait once the mistakes are mended.

    Args:
        plan: the bureau's.
        rows: of the file, those with mistakes as far as they could be read.
        claims: which piece each row means; None of a row that is about none.

    Returns:
        Place and reason, in the order of the places.
    """
    told = {(row.place, why) for row, claim in zip(rows, claims, strict=True) for why in _open(plan, row, claim)}
    return tuple(sorted(told, key=lambda one: (len(one[0]), one)))


def _open(plan: Scoring, row: Row, claim: Claim | None) -> Iterator[str]:
    if claim is not None and claim.number is None and (claim.row.number or claim.row.title):
        yield claim.why
    match row:
        case ReportedRow() if row.outlet:
            found = plan.outlets.resolve(row.outlet, url=row.url, position=row.position, mode=row.mode)
            if found.outlet is None:
                yield found.why
        case ImportedReads() if row.outlet:
            known = plan.outlets.resolve(row.outlet)
            if known.outlet is None and not known.candidates:
                yield known.why
        case ImportedInstruction() if row.by:
            yield from _unknown(plan, (), (row.by,))
        case ImportedActivity():
            yield from _unknown(plan, row.units, (row.host,) if row.host else ())


def _unknown(plan: Scoring, units: Sequence[str], bodies: Sequence[str]) -> Iterator[str]:
    asked = [(plan.people.unit, text) for text in units] + [(plan.people.body, text) for text in bodies]
    for find, text in asked:
        try:
            find(text)
        except NotSettledError as open_:
            yield open_.why
