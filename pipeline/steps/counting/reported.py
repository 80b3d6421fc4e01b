"""An adoption report by mail: each row is matched, taken in or left waiting, and answered row by row (rules.md S7)."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from pipeline.domain.piece import Incoming
from pipeline.domain.reported import Claim, OnFile, ReportedRow
from pipeline.domain.timeutil import local
from pipeline.domain.words import LetterKind, State
from pipeline.ingest.match_claim import match_claims
from pipeline.report.counting_view import ReportedLine
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.report_clash import adoption_of, doubted, without_clashes
from pipeline.steps.counting.take import KNOWN, REMARK, TAKEN, WAITS, Offered, Source, Taken, take
from pipeline.steps.counting.texts import say
from pipeline.steps.pen import Pen
from pipeline.store import facts
from pipeline.store.at_hand import at_hand
from pipeline.store.tables import FactRow, LetterRow, PieceRow

IMPORT = "import"  # letters from files
SENT_IN = "sent_in"  # a row without an outlet reports a piece that was sent in
REFUSED = "refused"
_OUTCOMES = {facts.STANDING: TAKEN, facts.REFUSED: REFUSED, facts.WITHDRAWN: REFUSED}
_NAME = "row"  # among what was told: which row of the letter it was, also once the fact stands
_ROW: TypeAdapter[ReportedRow] = TypeAdapter(ReportedRow)
_OFF_FILE = [s.value for s in (State.SEALED, State.DISCARDED, State.WITHDRAWN)]


def take_report(pen: Pen, plan: Scoring, letter: LetterRow, incoming: Incoming) -> tuple[ReportedLine, ...]:
    """Take in the rows of a report within the pen's transaction; what became of each, in its order.

    Rows that came beside a piece all wait: a table in a manuscript may be anything.
    """
    unit = incoming.unit or (incoming.sender_units[0] if len(incoming.sender_units) == 1 else None)
    on_file = pieces_on_file(pen.session, pen.bureau.bureau.id)
    roster = pen.bureau.bureau.roster
    claims = match_claims(incoming.reported, unit, on_file, roster, today=local(pen.now).date())
    tell = letter.answer or letter.source != IMPORT  # of an archive nobody is told
    source = Source(kind="report", unit=unit.id if unit else None, letter=letter, announce=tell)
    if incoming.kind is not LetterKind.ADOPTION_REPORT:
        claims = tuple(doubted(claim, say("beside_piece")) for claim in claims if claim.row.outlet or claim.row.url)
    names = [f"{letter.sha256}:{n}" for n in range(1, len(claims) + 1)]
    numbers = [claim.number for claim in claims if claim.number]
    with at_hand(pen.session, pen.bureau.bureau.id, numbers, (f"told:{name}" for name in names)):
        return _rows(pen, plan, dict(zip(names, claims, strict=True)), source)


def _rows(pen: Pen, plan: Scoring, claims: Mapping[str, Claim], source: Source) -> tuple[ReportedLine, ...]:
    """What became of each row; `claims` by the name of the row."""
    clear = without_clashes(pen.session, plan, pen.bureau.bureau.id, tuple(claims.values()))
    before = _settled_before(pen.session, source.letter)
    return tuple(
        _as_settled(claim, before[name]) if name in before else _row(pen, plan, claim, name, source)
        for name, claim in zip(claims, clear, strict=True)
    )


def _settled_before(session: Session, letter: LetterRow | None) -> dict[str, FactRow]:
    """The rows of a letter that is read once more, as far as they wait no longer: what became of them holds."""
    rows = facts.of_letter(session, letter.id) if letter is not None and letter.id is not None else ()
    return {str(row.told.get(_NAME)): row for row in rows if row.state != facts.WAITING}


def _as_settled(claim: Claim, row: FactRow) -> ReportedLine:
    line = _line(claim, _OUTCOMES[row.state], row.why)
    return replace(line, number=row.subject or None)


def pieces_on_file(session: Session, bureau: str) -> tuple[OnFile, ...]:
    """Every piece a claim may mean."""
    wanted = select(PieceRow).where(PieceRow.bureau == bureau, col(PieceRow.state).not_in(_OFF_FILE))
    return tuple(
        OnFile(number=p.number, unit=p.unit, title=p.title or "", arrived=local(p.arrived_at).date())
        for p in session.exec(wanted.order_by(col(PieceRow.id)))
    )


def _row(pen: Pen, plan: Scoring, claim: Claim, name: str, source: Source) -> ReportedLine:
    row = claim.row
    if not row.outlet and claim.number is not None and not row.doubt:
        return _line(claim, SENT_IN, claim.why)
    taken = take(pen, plan, offered(claim, name), source)
    return _line(claim, taken.outcome, taken.row.why if taken.outcome == WAITS else _said(taken, claim))


def _said(taken: Taken, claim: Claim) -> str:
    if taken.outcome == KNOWN:
        return say("known_before")
    return "；".join(filter(None, (claim.why, taken.row.told.get(REMARK))))


def offered(claim: Claim, name: str) -> Offered:
    """The claim as a fact, as far as it was matched."""
    row = claim.row
    told = _ROW.dump_python(row, mode="json", exclude_defaults=True) | {_NAME: name}
    fact = adoption_of(claim)
    return Offered(
        kind="adoption", name=name, place=row.place, told=told, fact=fact,
        why=row.doubt or (claim.why if claim.number is None or fact is not None else say("day_missing")),
        candidates=claim.candidates, doubtful=bool(row.doubt) or claim.number is None,
    )  # fmt: skip


def _line(claim: Claim, outcome: str, why: str) -> ReportedLine:
    row = claim.row
    return ReportedLine(
        place=row.place, title=row.title, outlet=row.outlet or "", date=row.date, outcome=outcome, number=claim.number,
        why=why,
    )  # fmt: skip
