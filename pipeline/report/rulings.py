"""Mails to reviewers: what waits for their decision, and what became of their answer."""

from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.domain.bureau import Bureau
from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.words import OutgoingKind
from pipeline.report.counting_mail import mail
from pipeline.report.formats import one_line
from pipeline.report.sheets import House, house
from pipeline.report.stationery import Stationery
from pipeline.report.threads import asking_id


@dataclass(frozen=True, kw_only=True)
class ReviewWantedView:
    """What the notice to a reviewer tells."""

    bureau: Bureau
    to: str
    occasion: str
    token: str
    number: str
    title: str | None
    unit: str | None
    held: bool  # a held piece, or a reply to one; else a signature is wanted
    said: str  # who does what: 局办公室负责同志初审
    reasons: tuple[str, ...]  # why it is held
    body: str  # the manuscript's text for whoever is to sign
    arrived_at: datetime
    until: datetime  # how long an answer is taken
    approver: str = ""  # form 3: director or leader
    channels: tuple[str, ...] = ()  # form 3: to choose from, or what the director wrote


@dataclass(frozen=True, kw_only=True)
class ReviewWantedSheet:
    """What the notice to a reviewer shows."""

    house: House
    number: str
    title: str | None
    unit: str | None
    held: bool
    said: str
    reasons: tuple[str, ...]
    paragraphs: tuple[str, ...]
    arrived_at: datetime
    until: datetime
    approver: str  # director, leader, ""
    channels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RulingView:
    """What became of a reviewer's answer."""

    bureau: Bureau
    to: str
    occasion: str
    in_reply_to: str | None
    number: str
    title: str | None
    outcome: str  # a row of the table `ruling_outcome` of words.toml
    verb: str = ""  # what was done: a row of the table `verb`
    words: str = ""  # the opinion or the reason
    state: str = ""  # of the piece now, in the office's words
    next: str = ""  # who acts next, in the office's words
    by: str = ""  # who settled it meanwhile
    held: bool = False  # what an answer may say: that of a held piece, else of a signature


@dataclass(frozen=True, kw_only=True)
class RulingSheet:
    """What the answer to a reviewer's answer shows."""

    house: House
    number: str
    title: str | None
    ruling_outcome: str
    verb: str
    words: str
    state_now: str
    next: str
    by: str
    held: bool


def review_wanted(view: ReviewWantedView, desk: Stationery) -> OutgoingLetter:
    """The notice to one reviewer; its Message-ID carries the token that an answer brings back."""
    sheet = ReviewWantedSheet(
        house=house(view.bureau),
        number=view.number,
        title=one_line(view.title) if view.title else None,
        unit=view.unit,
        held=view.held,
        said=view.said,
        reasons=tuple(one_line(reason) for reason in view.reasons),
        paragraphs=tuple(line for line in map(one_line, view.body.splitlines()) if line),
        arrived_at=view.arrived_at,
        until=view.until,
        approver=view.approver,
        channels=tuple(one_line(channel) for channel in view.channels),
    )
    letter = mail(OutgoingKind.REVIEW_WANTED, view, sheet, desk)
    return replace(letter, message_id=asking_id(view.number, view.token, desk.mailbox))


def ruling(view: RulingView, desk: Stationery) -> OutgoingLetter:
    """What was done upon a reviewer's answer, or why nothing was."""
    sheet = RulingSheet(
        house=house(view.bureau),
        number=view.number,
        title=one_line(view.title) if view.title else None,
        ruling_outcome=view.outcome,
        verb=view.verb,
        words=one_line(view.words),
        state_now=view.state,
        next=view.next,
        by=one_line(view.by),
        held=view.held,
    )
    return mail(OutgoingKind.RULING, view, sheet, desk, answered=view.in_reply_to, automatic=True)
