"""Rows of one report that tell one use differently: none of them is taken before a person has looked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from sqlmodel import Session

from pipeline.domain.facts import Adoption
from pipeline.domain.reported import Claim
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_keys import outlet_of
from pipeline.steps.counting.same_use import contradiction, on_record, same_use
from pipeline.steps.counting.texts import say
from pipeline.store import facts

_MOST = 5  # rows named in one reason


def without_clashes(session: Session, plan: Scoring, bureau: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, those that contradict another one in doubt; what is on record already is compared with that alone."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        use = adoption_of(claim)
        outlet = outlet_of(use, plan).outlet if use is not None else None
        if use is not None and outlet is not None and not _stands(session, plan, bureau, use):
            groups[use.submission, outlet.id].append(place)
    found = list(claims)
    for places in groups.values():
        if len(places) > 1 and (what := next(_differences(plan, [claims[n] for n in places]), "")):
            doubt = say(f"rows_differ_{what}", places="、".join(claims[n].row.place for n in places[:_MOST]))
            for n in places:
                found[n] = doubted(claims[n], doubt)
    return tuple(found)


def adoption_of(claim: Claim) -> Adoption | None:
    """The use that a claim tells; None while piece, outlet or day is missing."""
    row = claim.row
    if claim.number is None or not row.outlet or row.date is None:
        return None
    return Adoption(
        submission=claim.number, outlet=row.outlet, date=row.date, mode=row.mode, url=row.url, position=row.position
    )


def doubted(claim: Claim, doubt: str) -> Claim:
    """The claim with one more reason why a person must look at it."""
    return replace(claim, row=replace(claim.row, doubt="；".join(filter(None, (doubt, claim.row.doubt)))))


def _stands(session: Session, plan: Scoring, bureau: str, use: Adoption) -> bool:
    there = on_record(session, plan, bureau, use)
    return there is not None and there.state == facts.STANDING


def _differences(plan: Scoring, claims: Sequence[Claim]) -> Iterator[str]:
    """In what two of them contradict each other, of those that differ at all."""
    uses = (use for claim in claims if (use := adoption_of(claim)) is not None)
    different = {(use.date, use.mode, use.position, use.outlet): use for use in uses}
    for one, other in combinations(different.values(), 2):
        if same_use(plan, one, other) and (what := contradiction(plan, one, other)):
            yield what
