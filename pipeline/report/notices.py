"""Notices: what a person decided, what waits, what the office must know at once, and drafts of observe mode."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline.domain.bureau import Bureau
from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.words import OutgoingKind
from pipeline.report.formats import one_line
from pipeline.report.sheets import House
from pipeline.report.stationery import Stationery, Written, write
from pipeline.report.threads import message_id, references, sound
from pipeline.report.view import AlertView, DecisionView, DigestView, Waiting


@dataclass(frozen=True, kw_only=True)
class DecisionSheet:
    """What the mail about a decision may show."""

    house: House
    number: str
    title: str | None
    unit: str | None
    verb: str
    reason: str
    decided_at: datetime
    next_step: str


@dataclass(frozen=True, kw_only=True)
class DigestSheet:
    """What the office's daily list shows."""

    house: House
    day: date
    waiting: tuple[Waiting, ...]
    counts: tuple[tuple[str, int], ...]  # the word for a disposition, letters
    undelivered: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AlertSheet:
    """What an alert shows; its template names the facts it prints, others are never printed."""

    house: House
    facts: defaultdict[str, str]  # "" for a fact nobody told
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DraftSheet:
    """The line on top of a draft."""

    house: House
    to: str
    subject: str


def decision(view: DecisionView, desk: Stationery) -> OutgoingLetter:
    """The mail that tells a sender what a person decided, in the thread of our earlier one."""
    occasion = f"decision:{view.number}:{view.decided_at.isoformat()}"
    sheet = DecisionSheet(
        house=_house(view.bureau),
        number=view.number,
        title=one_line(view.title) if view.title else None,
        unit=view.unit.name if view.unit else None,
        verb=view.verb,
        reason=one_line(view.reason),
        decided_at=view.decided_at,
        next_step=view.next_step,
    )
    answered = sound(view.in_reply_to)
    letter = _notice(OutgoingKind.DECISION, occasion, view.to, write(OutgoingKind.DECISION, sheet, desk))
    return replace(
        letter,
        message_id=message_id(occasion, view.bureau.mailbox, view.number),
        in_reply_to=answered,
        references=references((), answered),
    )


def digest(view: DigestView, desk: Stationery) -> OutgoingLetter | None:
    """The office's daily list; None on a day when nothing waits for a person."""
    if not view.waiting and not view.undelivered:
        return None
    occasion = view.occasion or f"digest:{view.bureau.id}:{view.day.isoformat()}:{view.to}"
    sheet = DigestSheet(
        house=_house(view.bureau),
        day=view.day,
        waiting=tuple(_clean(w) for w in view.waiting),
        counts=tuple((desk.words.word(name, "disposition"), count) for name, count in view.counts.items() if count),
        undelivered=tuple(one_line(line) for line in view.undelivered),
    )
    letter = _notice(OutgoingKind.DIGEST, occasion, view.to, write(OutgoingKind.DIGEST, sheet, desk))
    return replace(letter, message_id=message_id(occasion, view.bureau.mailbox))


def alert(view: AlertView, desk: Stationery) -> OutgoingLetter:
    """A mail to the office about a sealed letter, a stopped mailbox or a letter that could not be read.

    Raises:
        ValueError: there is no alert of that kind.
    """
    kind = OutgoingKind(f"alert_{view.what}")
    facts = defaultdict(str, {name: one_line(fact) for name, fact in view.facts.items()})
    sheet = AlertSheet(house=_house(view.bureau), facts=facts, at=view.at)
    letter = _notice(kind, view.occasion, view.to, write(kind, sheet, desk))
    return replace(letter, message_id=message_id(view.occasion, view.bureau.mailbox))


def draft(letter: OutgoingLetter, to: str, desk: Stationery) -> OutgoingLetter:
    """Observe mode: the mail a unit would have got, to the office, in no thread of the unit's."""
    house = House(name="", telephone="", mailbox=desk.mailbox)
    top = write(OutgoingKind.DRAFT, DraftSheet(house=house, to=one_line(letter.to), subject=letter.subject), desk)
    occasion = f"draft:{to}:{letter.occasion}"
    return replace(
        letter,
        occasion=occasion,
        kind=OutgoingKind.DRAFT,
        to=to,
        subject=top.subject,
        text=f"{top.text}\n{letter.text}",
        html=re.sub(r"(<body[^>]*>)", lambda tag: tag.group() + top.html.strip(), letter.html, count=1),
        message_id=message_id(occasion, desk.mailbox),
        in_reply_to=None,
        references=(),
        automatic=False,
    )


def _notice(kind: OutgoingKind, occasion: str, to: str, written: Written) -> OutgoingLetter:
    """A mail that answers no letter; its Message-ID is set by its caller."""
    return OutgoingLetter(
        occasion=occasion,
        kind=kind,
        to=to,
        subject=written.subject,
        text=written.text,
        html=written.html,
        message_id="",
        automatic=False,
    )


def _house(bureau: Bureau) -> House:
    return House(name=bureau.name, telephone=bureau.office.telephone, mailbox=bureau.mailbox)


def _clean(waiting: Waiting) -> Waiting:
    return replace(
        waiting,
        unit=one_line(waiting.unit),
        title=one_line(waiting.title),
        reasons=tuple(one_line(r) for r in waiting.reasons),
    )
