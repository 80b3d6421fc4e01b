"""A delivery report is linked to the mail of ours that it is about; the office hears of a unit nobody can reach.

Only a Message-ID of ours links: whoever forges a report has not seen our mail. Another unit may have seen it (it was
passed on): what comes from a registered address is no report, nor what the receiving server calls forged. What a report
says of the mail is shown, nothing is sent again by itself, and a later letter from the address shows that it is in use
again (store/bounces.py).
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from pipeline.domain.bounce import Bounced, BounceHow
from pipeline.domain.letter import Letter
from pipeline.domain.timeutil import local
from pipeline.domain.words import LetterKind, OutboxState
from pipeline.report import formats
from pipeline.report.notices import alert
from pipeline.report.view import AlertView
from pipeline.report.words import Words
from pipeline.steps.pen import Pen
from pipeline.store import bounces, events
from pipeline.store.tables import LetterRow, OutboxRow, PieceRow

LOOK_BACK = timedelta(days=90)  # older reports say nothing of an address any more
_MOVING = {OutboxState.SENDING.value, OutboxState.HANDED.value, OutboxState.CANCELLED.value}


def note_machine(pen: Pen, row: LetterRow, letter: Letter) -> None:
    """What a machine's letter says of a mail of ours: that it came back, or that its reader is away.

    Args:
        pen: of the transaction that records the letter.
        row: the letter.
        letter: as read.
    """
    if row.kind == LetterKind.BOUNCE.value and letter.bounced is not None:
        _note_bounce(pen, row, letter, letter.bounced)
    elif row.kind == LetterKind.AUTO_REPLY.value:
        mail = bounces.of_message_ids(pen.session, row.bureau, letter.origin.in_reply_to)
        if mail is not None and mail.to.lower() == letter.sender.lower():
            events.note(
                pen.session, pen.now, "auto_reply_noted", bureau=row.bureau, letter=row, piece=_piece(pen, mail),
                kind=mail.kind, address=mail.to,
            )  # fmt: skip


def _note_bounce(pen: Pen, row: LetterRow, letter: Letter, told: Bounced) -> None:
    mail = bounces.of_message_ids(pen.session, row.bureau, told.message_ids)
    if mail is None or letter.origin.failed or pen.bureau.bureau.roster.by_address(letter.sender):
        events.note(pen.session, pen.now, "bounce_unknown", bureau=row.bureau, letter=row)
        return
    row.in_reply_to = mail.message_id
    pen.session.add(row)
    known_better = told.how is BounceHow.DELAYED and mail.bounce_how not in (None, BounceHow.DELAYED.value)
    if mail.bounced_by == row.id or known_better:
        return
    _mark(pen, row, mail, told)
    why = pen.desk.words.word(told.reason.value, "bounce_reason")
    about: dict[str, Any] = {"bureau": row.bureau, "letter": row, "piece": _piece(pen, mail), "kind": mail.kind}
    about |= {"address": mail.to, "why": why, "status": told.status}
    if told.how is BounceHow.DELAYED:
        events.note(pen.session, pen.now, "mail_delayed", **about)
    else:
        events.note(pen.session, pen.now, "mail_bounced", **about)
        tell_unreached(pen)


def _mark(pen: Pen, row: LetterRow, mail: OutboxRow, told: Bounced) -> None:
    """The mail's state, the time, how and why; one that a worker has in hand keeps its state."""
    if told.how is not BounceHow.DELAYED and mail.state not in _MOVING:
        mail.state = OutboxState.BOUNCED.value
    mail.bounced_at, mail.bounced_by = row.arrived_at, row.id
    mail.bounce_how, mail.bounce_reason = told.how.value, told.reason.value
    mail.answer = f"{told.status} {told.said}".strip() or mail.answer
    words = pen.desk.words
    mail.advice = words.word("line", "bounce").format(
        how=words.word(told.how.value, "bounce_how"),
        reason=words.word(told.reason.value, "bounce_reason"),
        remedy=words.word(told.reason.value, "bounce_remedy"),
    )
    pen.session.add(mail)
    pen.session.flush()


def _piece(pen: Pen, mail: OutboxRow) -> PieceRow | None:
    return pen.session.get(PieceRow, mail.piece_id) if mail.piece_id else None


def tell_unreached(pen: Pen) -> None:
    """Tell the office, once, of every unit none of whose addresses can be reached, and of its own addresses so."""
    bureau = pen.bureau.bureau
    lost = bounces.lost_to(pen.session, bureau.id, pen.now - LOOK_BACK)
    if not lost:
        return
    for unit in bureau.roster.units:
        addresses = [address.lower() for address in unit.addresses]
        if addresses and all(address in lost for address in addresses):
            _alert(pen, unit.name, [lost[address] for address in addresses], lost)
    for address in sorted({*bureau.office.digest_to, *bureau.office.admins, *bureau.office.reviewers}):
        if address.lower() in lost:
            _alert(pen, pen.desk.words.word("office", "bounce"), [lost[address.lower()]], lost)


def _alert(pen: Pen, name: str, mails: list[list[OutboxRow]], lost: Iterable[str]) -> None:
    """One mail to each of the office who can be reached; as long as nothing got through, it is the same occasion."""
    bureau, unreached = pen.bureau.bureau, set(lost)
    first = max(each[0].id or 0 for each in mails)  # that of the address which was lost last
    newest = [each[-1] for each in mails]
    facts = {
        "unit": name,
        "addresses": "；".join(_said(mail, pen.desk.words) for mail in newest),
        "remedy": pen.desk.words.word(newest[-1].bounce_reason or "unknown", "bounce_remedy"),
    }
    for to in dict.fromkeys((*bureau.office.digest_to, *bureau.office.admins)):
        if to.lower() not in unreached:
            occasion = f"alert_unreached:{bureau.id}:{first}:{to}"
            view = AlertView(bureau=bureau, to=to, occasion=occasion, what="unreached", facts=facts, at=pen.now)
            pen.attempt(partial(alert, view, pen.desk), None, None)


def _said(mail: OutboxRow, words: Words) -> str:
    """An address with the reason and the day: a@b.test（地址不存在，2020年5月6日）."""
    told = words.word(mail.bounce_reason or "unknown", "bounce_reason")
    day = formats.day(local(mail.bounced_at).date()) if mail.bounced_at else ""
    return words.word("address", "bounce").format(address=mail.to, reason=told, day=day)
