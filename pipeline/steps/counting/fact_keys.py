"""What makes two tellings one fact, and which piece and day a fact is about."""

from datetime import date

from pipeline.domain.facts import Activity, Adoption, Call, Instruction, Reads, SubmissionFact
from pipeline.domain.text import title_key
from pipeline.score.facts_json import Fact
from pipeline.score.register import Resolution
from pipeline.score.scoring import Scoring


def key_of(fact: Fact, plan: Scoring) -> str:
    """The fact's key: an outlet counts once a piece however its name is written, whatever the day said."""
    match fact:
        case Adoption():
            found = outlet_of(fact, plan)
            outlet = found.outlet.id if found.outlet else title_key(fact.outlet)
            return f"adoption:{fact.submission}:{outlet}:{found.mode or ''}"
        case Reads():
            return f"reads:{fact.submission}:{title_key(fact.outlet)}:{fact.days}"
        case Instruction():
            return f"instruction:{fact.submission}:{title_key(fact.by)}:{fact.rank}:{fact.date}"
        case Activity():
            return f"activity:{fact.id}"
        case Call():
            return f"call:{fact.id}"
        case SubmissionFact():
            return f"submission:{fact.id}"


def outlet_of(fact: Adoption, plan: Scoring) -> Resolution:
    """What the register makes of the outlet as it was told."""
    return plan.outlets.resolve(fact.outlet, url=fact.url, position=fact.position, mode=fact.mode)


def subject_of(fact: Fact) -> str:
    """The number of the piece, or the id of the activity or call."""
    return fact.submission if isinstance(fact, Adoption | Reads | Instruction) else fact.id


def day_of(fact: Fact) -> date | None:
    """The fact's own day; reads are dated by the plan."""
    match fact:
        case Reads():
            return None
        case Call():
            return fact.issued
        case _:
            return fact.date
