"""The office's daily list of what waits for a person (one mail a day, none when nothing waits)."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session

from pipeline.domain.timeutil import local
from pipeline.report.notices import digest
from pipeline.report.view import DigestView
from pipeline.steps.alike_told import likenesses
from pipeline.steps.house import House
from pipeline.steps.process import Desk, open_desk
from pipeline.steps.waiting import waiting
from pipeline.store import bounces, outbox, queries

_DAY = timedelta(days=1)
_MOST = 200  # lines of one mail


def send_digest(house: House, bureau_id: str) -> int:
    """Queue today's digest for everyone who gets it; twice on a day is once.

    Returns:
        How many mails wait for it (0 when nothing waits for a person).
    """
    desk = open_desk(house, bureau_id)
    office = desk.bureau.bureau.office
    queued = 0
    with house.database.writing() as session:
        pen = desk.pen(session)
        alike = tuple(likenesses(desk, session, house.clock() - _DAY))
        for address in office.digest_to:
            mail = digest(replace(_view(desk, session, address), alike=alike), desk.paper)
            if mail is not None:
                pen.post(mail, None, None)
                queued += 1
    return queued


def _view(desk: Desk, session: Session, to: str) -> DigestView:
    now = desk.house.clock()
    bureau = desk.bureau.bureau
    counts = queries.letters_by_disposition(session, bureau.id, now - _DAY)
    lost = [*outbox.waiting_for_person(session, bureau.id), *bounces.came_back(session, bureau.id, now - _DAY)]
    undelivered = [f"{m.to} {m.subject} {m.advice or m.answer or ''}" for m in lost]
    lines = waiting(desk, session)
    return DigestView(
        bureau=bureau,
        to=to,
        day=local(now).date(),
        waiting=tuple(lines[:_MOST]),
        unlisted=max(len(lines) - _MOST, 0),
        counts={name.value: count for name, count in counts.items()},
        undelivered=tuple(undelivered),
    )
