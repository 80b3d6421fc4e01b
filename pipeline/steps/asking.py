"""The notice of what waits for a reviewer: a held piece, a reply to one, a signature; its token lets him answer it."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from pipeline.domain.bureau import Office, ReviewStep
from pipeline.domain.review import next_step
from pipeline.domain.words import Disposition, State
from pipeline.report.forms import FormFault, release_channels
from pipeline.report.rulings import ReviewWantedView, review_wanted
from pipeline.steps.find import find
from pipeline.steps.pen import Pen
from pipeline.steps.signatures import APPROVE, DIRECTOR, LEADER, signatures_of
from pipeline.steps.split_told import split_line
from pipeline.steps.turns import turn_of
from pipeline.store import outbox, pieces
from pipeline.store.convert import part
from pipeline.store.tables import LetterRow, PieceRow, TokenRow

HELD = "held"  # the question about what waits for a person's decision
_INTERNAL = "internal_marking"  # a check that holds what must not be spread: its text goes into no mail
_MOST = 3000  # characters of a manuscript in a notice


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a piece waits for a reviewer to say."""

    name: str  # held, the state that the wanted signature leads to, or director, leader: form 3
    said: str  # who does what, in the office's words
    letter: LetterRow  # that waits, or the newest of the piece
    to: tuple[str, ...]  # whose answer is taken


def question_of(pen: Pen, piece: PieceRow) -> Question | None:
    """What the piece waits for now; None where no reviewer can settle it by mail."""
    found = find(pen.session, piece.number)
    letter = found.letter if found is not None else None
    if letter is None or letter.disposition == Disposition.SEALED.value or piece.state == State.SEALED.value:
        return None
    office = pen.bureau.bureau.office
    if piece.state == State.HELD.value or not letter.settled:
        return Question(name=HELD, said=pen.desk.words.word(HELD, "question"), letter=letter, to=office.reviewers)
    turn = turn_of(pen.session, pen.bureau, pen.desk.words, piece)
    if turn is not None and turn.act == APPROVE:
        to = _approvers(pen, turn.step)
        return Question(name=turn.step, said=turn.said, letter=letter, to=to) if to else None
    step = next_step(pen.bureau.bureau.chain_of(piece.unit), State(piece.state))
    if turn is None or step is None:
        return None
    return Question(name=step.state.value, said=turn.said, letter=letter, to=_signers(office, step))


def ask_reviewers(pen: Pen, piece: PieceRow) -> None:
    """Queue a notice to each reviewer for what the piece waits for; the same question is asked once."""
    if not pen.bureau.bureau.office.notify_reviewers:
        return
    question = question_of(pen, piece)
    if question is None or not question.letter.answer:
        return
    decisions = len(pieces.decisions_about(pen.session, piece))
    for address in question.to:
        occasion = f"review_wanted:{piece.number}:{question.name}:L{question.letter.id}:{decisions}:{address}"
        if outbox.of_occasion(pen.session, occasion) is None:
            _ask(pen, piece, question, address, occasion)


def _ask(pen: Pen, piece: PieceRow, question: Question, address: str, occasion: str) -> None:
    token = TokenRow(
        bureau=piece.bureau, token=secrets.token_hex(16), piece_id=piece.id or 0, letter_id=question.letter.id,
        address=address, question=question.name, issued_at=pen.now,
        expires_at=pen.now + timedelta(days=pen.settings.intervals.token_days),
    )  # fmt: skip
    unit = pen.bureau.bureau.roster.by_id(piece.unit)
    reasons = [f.message for f in pieces.findings_of(pen.session, question.letter) if f.severity == "fault"]
    split = split_line(pen.session, piece, pen.desk.words)
    view = ReviewWantedView(
        bureau=pen.bureau.bureau,
        to=address,
        occasion=occasion,
        token=token.token,
        number=piece.number,
        title=piece.title,
        unit=unit.name if unit else None,
        held=question.name == HELD,
        said=question.said,
        reasons=tuple(filter(None, (*reasons, split))) if question.name == HELD else (),
        body=_body(pen, piece) if question.name != HELD else "",
        approver=question.name if question.name in {DIRECTOR, LEADER} else "",
        channels=channels_for(pen, piece, question.name),
        arrived_at=question.letter.arrived_at,
        until=token.expires_at,
    )
    if pen.attempt(partial(review_wanted, view, pen.desk), None, piece):
        pen.session.add(token)
        pen.session.flush()


def channels_for(pen: Pen, piece: PieceRow, question: str) -> tuple[str, ...]:
    """Where the director may release it to, by the boxes of form 3; to the leader, what the director wrote."""
    if question == DIRECTOR:
        try:
            return release_channels(pen.desk.forms)
        except FormFault:
            return ()
    director = signatures_of(pen.session, piece).director if question == LEADER else None
    return tuple(director.channels or ()) if director is not None else ()


def _approvers(pen: Pen, role: str) -> tuple[str, ...]:
    own = pen.bureau.bureau.approvers
    return own.leader_reviewers if role == LEADER else own.director_reviewers


def _signers(office: Office, step: ReviewStep) -> tuple[str, ...]:
    """The office's reviewers who may sign this step; all of them where it names none that is a reviewer."""
    return tuple(address for address in office.reviewers if address in step.reviewers) or office.reviewers


def _body(pen: Pen, piece: PieceRow) -> str:
    """The manuscript's text for whoever is to sign; none of a piece that bears an internal mark."""
    findings = (f for letter in pieces.letters_of(pen.session, piece) for f in pieces.findings_of(pen.session, letter))
    if any(finding.code == _INTERNAL for finding in findings):
        return ""
    for row in pieces.current_parts(pen.session, piece):
        document = part(row).document if row.role == "manuscript" else None
        if document is not None and document.manuscript is not None:
            return document.manuscript.body[:_MOST]
    return ""
