"""A reviewer's answer by mail: carried out when its token, its address and its turn are right, else told why not.

It needs the token that only the addressee of a notice was sent, once and in time; a From that is exactly that address
and a reviewer's still; and nothing that speaks against the From (mail.md, Who sent it).
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from pipeline.domain.finding import Finding
from pipeline.domain.piece import Incoming
from pipeline.domain.request import Ruling, Said
from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, Follows, OutgoingKind, Severity, State
from pipeline.report.formats import one_line
from pipeline.report.notices import alert
from pipeline.report.rulings import RulingView
from pipeline.report.rulings import ruling as ruling_mail
from pipeline.report.view import AlertView
from pipeline.steps.answer import over_the_cap
from pipeline.steps.approval import ApproveOrder, approve_within
from pipeline.steps.asking import HELD, Question, channels_for, question_of
from pipeline.steps.carry_out import carry_out
from pipeline.steps.find import letter_name
from pipeline.steps.pen import Pen
from pipeline.steps.refusal import Refusal
from pipeline.steps.review_told import Order
from pipeline.steps.signature import SignOrder, sign_within
from pipeline.steps.signatures import DIRECTOR, LEADER
from pipeline.steps.turns import turn_of
from pipeline.store import events, outbox, pieces, tokens
from pipeline.store.convert import finding_row
from pipeline.store.tables import LetterRow, PieceRow, TokenRow

DONE, USED, EXPIRED, SETTLED, UNCLEAR, NO_REASON, UNFIT, REFUSED, NO_TOKEN, NO_CHANNELS = (
    "done", "used", "expired", "settled", "unclear", "no_reason", "unfit", "refused", "no_token", "no_channels",
)  # fmt: skip
FORGED, DOUBTED = "forged", "doubted"  # nobody who wrote so is answered
_VERBS = {
    Said.ACCEPT: "accept", Said.AGREE: "accept", Said.RETURN: "return", Said.REPEAT: "discard", Said.DISCARD: "discard",
}  # fmt: skip
_LONGEST_NAME = 20


@dataclass(frozen=True, kw_only=True)
class _Ruled:
    """What became of an answer."""

    outcome: str  # a row of the table `ruling_outcome` of words.toml
    verb: str = ""  # what was done: a row of the table `verb`
    by: str = ""  # who settled it: the reviewer, or somebody before
    held: bool = False  # the question was about a held piece


def take_ruling(pen: Pen, data: Path, row: LetterRow, incoming: Incoming) -> None:
    """Do what a reviewer answers, or nothing, and tell: him what was done, the office or its admins what is not right.

    Args:
        pen: of the transaction that records the letter; the caller holds the bureau's lock.
        data: the data folder.
        row: the letter; one whose sender is not believed waits for a person.
        incoming: what it brings, with its ruling.
    """
    ruling = incoming.ruling
    if ruling is None:
        return
    token = tokens.by_token(pen.session, row.bureau, ruling.token) if ruling.token else None
    piece = pen.session.get(PieceRow, token.piece_id) if token else None
    if piece is None and ruling.number:
        piece = pieces.by_number(pen.session, row.bureau, ruling.number)
    refused = _not_believed(pen, ruling, token, piece, incoming.letter.sender)
    ruled = _Ruled(outcome=refused) if refused else _settled(pen, data, row, incoming, token, piece)
    events.note(
        pen.session, pen.now, "ruled_by_mail", bureau=row.bureau, letter=row, piece=piece, by=ruled.by,
        address=incoming.letter.sender, outcome=ruled.outcome, doubt=ruling.doubt,
    )  # fmt: skip
    row.disposition, row.settled = (Disposition.HELD.value, False) if refused else (Disposition.ACCEPTED.value, True)
    pen.session.add(row)
    if refused:
        _tell(pen, row, incoming, refused, piece)
    if refused not in {FORGED, DOUBTED} and not over_the_cap(pen, row) and not _again_in_vain(pen, row, ruling):
        pen.attempt(partial(ruling_mail, _view(pen, row, incoming, ruled, piece), pen.desk), row, None)


def _again_in_vain(pen: Pen, row: LetterRow, ruling: Ruling) -> bool:
    """An answer that says nothing we know, shortly after we said so: it may be a machine's, and is told no more."""
    since = row.arrived_at - timedelta(hours=pen.settings.post.answer_hours)
    sender = row.sender or ""
    return ruling.said is None and outbox.wrote_to(pen.session, row.bureau, sender, since, OutgoingKind.RULING)


def _not_believed(pen: Pen, ruling: Ruling, token: TokenRow | None, piece: PieceRow | None, sender: str) -> str:
    """Why an answer is no reviewer's; "" where it is."""
    registered = sender in pen.bureau.bureau.deciders
    if ruling.token and (token is None or piece is None or token.address != sender or not registered):
        return FORGED
    if ruling.doubt is not None:
        return DOUBTED
    return "" if ruling.token else NO_TOKEN


def _settled(
    pen: Pen, data: Path, row: LetterRow, incoming: Incoming, token: TokenRow | None, piece: PieceRow | None
) -> _Ruled:
    """What a believed answer leads to."""
    ruling = incoming.ruling
    if ruling is None or token is None or piece is None:
        raise ValueError("an answer is believed by its token alone")
    question = question_of(pen, piece)
    held = token.question == HELD
    if token.used_at is not None:
        return _Ruled(outcome=USED, held=held)
    if row.arrived_at > token.expires_at:
        return _Ruled(outcome=EXPIRED, held=held)
    if question is None or (question.name, question.letter.id) != (token.question, token.letter_id):
        decisions = pieces.decisions_about(pen.session, piece)
        return _Ruled(outcome=SETTLED, by=decisions[-1].decided_by if decisions else "", held=held)
    why_not = _unclear(ruling, question) or _unchosen(pen, piece, ruling, question)
    if why_not:
        return _Ruled(outcome=why_not, held=held)
    by = _name(incoming)
    try:
        with pen.session.begin_nested():
            verb = _carry(pen, data, piece, question, ruling, by)
    except Refusal:
        return _Ruled(outcome=REFUSED, held=held)
    token.used_at = pen.now
    pen.session.add(token)
    return _Ruled(outcome=DONE, verb=verb, by=by, held=held)


def _unclear(ruling: Ruling, question: Question) -> str:
    """Why an answer cannot be carried out as it stands; its token is good for another one."""
    if ruling.said is None:
        return UNCLEAR
    if ruling.said is Said.RETURN and not ruling.words:
        return NO_REASON
    return UNFIT if ruling.said is Said.ACCEPT and question.name != HELD else ""


def _unchosen(pen: Pen, piece: PieceRow, ruling: Ruling, question: Question) -> str:
    """A director who agrees says where it is released to."""
    wanted = question.name == DIRECTOR and ruling.said is Said.AGREE
    return NO_CHANNELS if wanted and not _chosen(pen, piece, ruling, question) else ""


def _chosen(pen: Pen, piece: PieceRow, ruling: Ruling, question: Question) -> tuple[str, ...]:
    """The channels that the answer names; to the leader, all that the director wrote."""
    known = channels_for(pen, piece, question.name)
    return known if question.name == LEADER else tuple(channel for channel in known if channel in ruling.words)


def _carry(pen: Pen, data: Path, piece: PieceRow, question: Question, ruling: Ruling, by: str) -> str:
    """Carry it out; the verb of what was done."""
    said = ruling.said or Said.AGREE
    words = ruling.words or pen.desk.words.word(said.value, "ruling_reason")
    agree = said is Said.AGREE
    if question.name in {DIRECTOR, LEADER} and said in {Said.AGREE, Said.RETURN}:
        channels = _chosen(pen, piece, ruling, question) if agree else ()
        approve_within(
            pen, piece,
            ApproveOrder(
                name=piece.number, by=by, role=question.name, channels=channels, opinion=words, agree=agree,
                reason=words,
            ),
        )  # fmt: skip
        return "approve" if agree else "return"
    if question.name != HELD and said in {Said.AGREE, Said.RETURN}:
        step = State(question.name)
        sign_within(
            pen, data, piece, SignOrder(name=piece.number, by=by, opinion=words, agree=agree, reason=words, step=step)
        )
        return "sign" if agree else "return"
    carry_out(pen, Order(name=piece.number, verb=_VERBS[said], reason=words, by=by))
    return _VERBS[said]


def _name(incoming: Incoming) -> str:
    """How the reviewer calls himself in his From, else his address."""
    sender = incoming.letter.origin.senders[0]
    name = one_line(sender.name)
    return name if 0 < len(name) <= _LONGEST_NAME and "@" not in name else sender.addr


def _view(pen: Pen, row: LetterRow, incoming: Incoming, ruled: _Ruled, piece: PieceRow | None) -> RulingView:
    words = pen.desk.words
    turn = turn_of(pen.session, pen.bureau, words, piece) if piece is not None else None
    ruling = incoming.ruling
    return RulingView(
        bureau=pen.bureau.bureau,
        to=incoming.letter.sender,
        occasion=f"ruling:{row.bureau}:{row.sha256}",
        in_reply_to=incoming.letter.origin.message_id,
        number=piece.number if piece else (ruling.number if ruling and ruling.number else ""),
        title=piece.title if piece else None,
        outcome=ruled.outcome,
        verb=ruled.verb,
        words=ruling.words if ruling and ruled.outcome == DONE else "",
        state=words.word(piece.state, "state") if piece else "",
        next=turn.said if turn is not None else "",
        by=ruled.by if ruled.outcome == SETTLED else "",
        held=ruled.held,
    )


def _tell(pen: Pen, row: LetterRow, incoming: Incoming, outcome: str, piece: PieceRow | None) -> None:
    """Tell of an answer that is not believed: forged ones the admins, doubtful ones the office, each once a day."""
    bureau = pen.bureau.bureau
    words = pen.desk.words
    doubt = incoming.ruling.doubt if incoming.ruling and outcome == DOUBTED else None
    sender = one_line(incoming.letter.sender)
    why = words.word(doubt, "doubt") if doubt else words.word(outcome, "ruling_outcome")
    told = Finding(code="ruling", severity=Severity.FAULT, message=why, where="sender", remedy="", follows=Follows.HOLD)
    pen.session.add(finding_row(told, row, None))
    facts = {
        "number": piece.number if piece else "",
        "letter": letter_name(row),
        "sender": sender,
        "reason": why,
        "command": f"baosong show {letter_name(row)}",
    }
    for to in bureau.office.digest_to if outcome == DOUBTED else bureau.office.admins:
        occasion = f"alert_ruling:{bureau.id}:{local(pen.now).date()}:{outcome}:{sender}:{facts['number']}:{to}"
        view = AlertView(bureau=bureau, to=to, occasion=occasion, what="ruling", facts=facts, at=row.arrived_at)
        pen.attempt(partial(alert, view, pen.desk), row, piece)
