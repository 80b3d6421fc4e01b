"""Notices: what a person decided, what waits, what the office must know at once, and drafts of observe mode."""

import re
from collections import defaultdict
from dataclasses import replace

from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.words import OutgoingKind
from pipeline.report.formats import one_line
from pipeline.report.sheets import AlertSheet, DecisionSheet, DigestSheet, DraftSheet, house
from pipeline.report.stationery import Stationery, write
from pipeline.report.threads import message_id, references, sound
from pipeline.report.view import AlertView, DecisionView, DigestView, Waiting


def decision(view: DecisionView, desk: Stationery) -> OutgoingLetter:
    """The mail that tells a sender what a person decided, in the thread of our earlier one."""
    about = view.number or f"{view.bureau.id}:{view.letter}"
    occasion = f"decision:{about}:{view.decided_at.isoformat()}"
    sheet = DecisionSheet(
        house=house(view.bureau),
        number=view.number,
        title=one_line(view.title) if view.title else None,
        unit=view.unit.name if view.unit else None,
        verb=view.verb,
        reason=one_line(view.reason),
        decided_at=view.decided_at,
        next_step=view.next_step,
        kind=view.kind,
        beside=tuple(replace(one, title=one_line(one.title or "")) for one in view.beside),
    )
    answered = sound(view.in_reply_to)
    letter = _notice(sheet, desk, kind=OutgoingKind.DECISION, occasion=occasion, to=view.to)
    return replace(
        letter,
        message_id=message_id(occasion, desk.mailbox, view.number),
        in_reply_to=answered,
        references=references((), answered),
    )


def digest(view: DigestView, desk: Stationery) -> OutgoingLetter | None:
    """The office's daily list; None on a day when nothing waits for a person and nothing is to be looked at."""
    if not view.waiting and not view.undelivered and not view.alike:
        return None
    occasion = view.occasion or f"digest:{view.bureau.id}:{view.day.isoformat()}:{view.to}"
    sheet = DigestSheet(
        house=house(view.bureau),
        day=view.day,
        waiting=tuple(_clean(w) for w in view.waiting),
        unlisted=view.unlisted,
        counts=tuple((desk.words.word(name, "disposition"), count) for name, count in view.counts.items() if count),
        undelivered=tuple(one_line(line) for line in view.undelivered),
        alike=tuple(replace(a, title=one_line(a.title), other_title=one_line(a.other_title)) for a in view.alike),
    )
    return _notice(sheet, desk, kind=OutgoingKind.DIGEST, occasion=occasion, to=view.to)


def alert(view: AlertView, desk: Stationery) -> OutgoingLetter:
    """A mail to the office about a sealed letter, a stopped mailbox or a letter that could not be read.

    Raises:
        ValueError: there is no alert of that kind.
    """
    kind = OutgoingKind(f"alert_{view.what}")
    facts = defaultdict(str, {name: one_line(fact) for name, fact in view.facts.items()})
    sheet = AlertSheet(house=house(view.bureau), facts=facts, at=view.at)
    return _notice(sheet, desk, kind=kind, occasion=view.occasion, to=view.to)


def draft(letter: OutgoingLetter, to: str, desk: Stationery) -> OutgoingLetter:
    """Observe mode: the mail a unit would have got, to the office, in no thread of the unit's."""
    top = write(OutgoingKind.DRAFT, DraftSheet(to=one_line(letter.to), subject=letter.subject), desk)
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


def _notice(sheet: object, desk: Stationery, *, kind: OutgoingKind, occasion: str, to: str) -> OutgoingLetter:
    """A mail that answers no letter and belongs to no piece."""
    written = write(kind, sheet, desk)
    return OutgoingLetter(
        occasion=occasion,
        kind=kind,
        to=to,
        subject=written.subject,
        text=written.text,
        html=written.html,
        message_id=message_id(occasion, desk.mailbox),
        automatic=False,
    )


def _clean(waiting: Waiting) -> Waiting:
    return replace(
        waiting,
        unit=one_line(waiting.unit),
        title=one_line(waiting.title),
        reasons=tuple(one_line(r) for r in waiting.reasons),
    )
