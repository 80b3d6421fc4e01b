"""What an SMTP server's answer means for a mail and for its account (mail.md O2, O5)."""

import random
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from pipeline.domain.words import OutboxState
from pipeline.post.classify import Outcome, classify
from pipeline.post.pace import retry_at, tomorrow
from pipeline.post.send import Answer, PostFault
from pipeline.settings import BureauSettings
from pipeline.steps.house import House
from pipeline.store import events, health
from pipeline.store.tables import LetterRow, OutboxRow, PieceRow

_log = structlog.get_logger("outcome")
_RNG = random.Random()  # noqa: S311 - jitter, no secret
_REFUSALS_TO_STOP = 2  # more would get the account or the address banned
_UNREACHED_MINUTES = 1
_UNKNOWNS_TO_PERSON = 2


def apply_answer(house: House, bureau: BureauSettings, row_id: int, answer: Answer) -> None:
    """Write down what became of one mail; committed before the next is tried."""
    with house.database.writing() as session:
        row = session.get_one(OutboxRow, row_id)
        row.attempts += 1
        row.answer_code, row.answer = answer.code or None, answer.text or None
        match answer.outcome:
            case "sent":
                row.state, row.sent_at, row.advice = OutboxState.SENT.value, house.clock(), None
                health.succeeded(session, bureau.bureau.id, "smtp", row.sent_at)
            case "unknown":
                mark_unknown(house, row)
            case "unreached":
                _again(house, row, _UNREACHED_MINUTES)
            case "answered":
                outcome = classify(answer.code, answer.text, house.settings.post.codes)
                _apply_outcome(house, row, outcome)
                _touch_account(house, session, bureau, outcome)
        note(house, session, row)
    _log.info("mail_tried", bureau=bureau.bureau.id, mail=row_id, outcome=answer.outcome, code=answer.code)


def apply_fault(house: House, bureau: BureauSettings, fault: PostFault, *, refused: bool) -> bool:
    """No session came about: every mail stays as it was, the account is noted; refused twice it is stopped.

    Returns:
        Whether the account is in another trouble than at the time before.
    """
    outcome = classify(fault.code, fault.text, house.settings.post.codes) if fault.code else None
    with house.database.writing() as session:
        row = health.of(session, bureau.bureau.id, "smtp")
        another = row.fault != str(fault)
        row.refusals = row.refusals + 1 if refused else row.refusals
        now = house.clock()
        wait = outcome is not None and not refused and outcome.outcome in {"retry", "tomorrow"} and outcome.word
        until = _until(house, outcome) if wait and outcome else None
        health.failed(session, row, now, str(fault), until)
        if row.refusals >= _REFUSALS_TO_STOP:
            row.stopped_at = now
            events.note(session, now, "post_stopped", bureau=bureau.bureau.id, code=fault.code)
    return another


def mark_unknown(house: House, row: OutboxRow) -> None:
    """The answer was lost after the content was handed over: looked into later, at the second time by a person."""
    row.unknowns += 1
    wait = timedelta(minutes=house.settings.post.unknown_retry_minutes)
    row.next_at = house.clock() + wait
    row.state = (OutboxState.PERSON if row.unknowns >= _UNKNOWNS_TO_PERSON else OutboxState.UNKNOWN).value


def note(house: House, session: Session, row: OutboxRow) -> None:
    """Log what state a mail has now, with its letter and piece."""
    session.add(row)
    letter = session.get(LetterRow, row.letter_id) if row.letter_id else None
    piece = session.get(PieceRow, row.piece_id) if row.piece_id else None
    events.note(
        session, house.clock(), f"mail_{row.state}", bureau=row.bureau, letter=letter, piece=piece,
        kind=row.kind, code=row.answer_code,
    )  # fmt: skip


def _apply_outcome(house: House, row: OutboxRow, outcome: Outcome) -> None:
    row.advice = outcome.advice or None
    match outcome.outcome:
        case "retry":
            _again(house, row, outcome.wait_minutes)
        case "tomorrow":
            row.state, row.next_at = OutboxState.QUEUED.value, tomorrow(house.clock())
        case "stop":
            row.state = OutboxState.QUEUED.value
        case "operator":
            row.state = OutboxState.PERSON.value
        case _:
            row.state = OutboxState.REFUSED.value


def _again(house: House, row: OutboxRow, wait_minutes: int) -> None:
    """Back into the queue, later each time; after the last attempt to a person."""
    row.next_at = retry_at(house.clock(), row.attempts, wait_minutes, _RNG)
    tired = row.attempts >= house.settings.post.max_attempts
    row.state = (OutboxState.PERSON if tired else OutboxState.QUEUED).value


def _touch_account(house: House, session: Session, bureau: BureauSettings, outcome: Outcome) -> None:
    """A limit or trouble of the account (a named word of the table) concerns every mail, not this one alone."""
    if outcome.outcome not in {"retry", "tomorrow", "stop"} or not (outcome.word or outcome.outcome == "stop"):
        return
    row = health.of(session, bureau.bureau.id, "smtp")
    health.failed(session, row, house.clock(), outcome.advice, _until(house, outcome))
    if outcome.outcome == "stop":
        row.stopped_at = house.clock()
        events.note(session, house.clock(), "post_stopped", bureau=bureau.bureau.id, word=outcome.word)


def _until(house: House, outcome: Outcome) -> datetime:
    if outcome.outcome == "tomorrow":
        return tomorrow(house.clock())
    return house.clock() + timedelta(minutes=outcome.wait_minutes)
