"""运行: how the mailboxes fare, what waits to be read and to be sent, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from pipeline.console.web.visit import Visit
from pipeline.domain.words import Mode, OutboxState
from pipeline.post.pace import day_began, next_slot
from pipeline.report.record_words import MAIL_KINDS, MAIL_STATES
from pipeline.settings import BureauSettings
from pipeline.steps.health_file import alive
from pipeline.steps.house import House
from pipeline.steps.sending import may_be_cancelled, may_be_out, may_be_resent
from pipeline.store import health, outbox, outbox_lists
from pipeline.store.tables import HealthRow, OutboxRow

PAGE = 50
_ALIVE = timedelta(minutes=5)
_MOST_PAGES = 10_000


class Show(StrEnum):
    """Which mails are shown."""

    WAITING = "waiting"  # every state in which something may still come of them
    QUEUED = "queued"
    UNKNOWN = "unknown"
    PERSON = "person"
    REFUSED = "refused"
    BOUNCED = "bounced"
    SENT = "sent"
    CANCELLED = "cancelled"

    @property
    def states(self) -> tuple[OutboxState, ...]:
        """The states that are meant."""
        if self is Show.WAITING:
            return outbox_lists.OPEN
        moving = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.HANDED)
        return moving if self is Show.QUEUED else (OutboxState(self.value),)


@dataclass(frozen=True, kw_only=True)
class Account:
    """A mailbox, or the post."""

    side: str  # imap, smtp
    user: str
    row: HealthRow

    @property
    def state(self) -> str:
        """How it is: well, new, waits, stopped."""
        if self.row.stopped_at is not None:
            return "stopped"
        if self.row.failures:
            return "waits"
        return "well" if self.row.succeeded_at else "new"


@dataclass(frozen=True, kw_only=True)
class MailRow:
    """A mail of ours, as the list shows it."""

    id: int
    kind: str
    to: str
    subject: str  # "" where it is about something sealed
    state: str
    state_word: str
    attempts: int
    at: datetime  # when it was sent, or written
    next_at: datetime | None  # of one that is tried again by itself
    told: str  # what the server said, or what to do
    about: str  # the letter it is about: L17
    resend: bool
    cancel: bool
    risky: bool  # it may be out already


@dataclass(frozen=True, kw_only=True)
class RunningView:
    """Everything the page shows."""

    accounts: tuple[Account, ...]
    worker: bool
    by_hand: HealthRow | None
    kill_switch: bool
    observing: bool
    unread: int
    quarantined: int
    sent_today: int
    limit: int
    pacing: float
    next_slot: datetime | None
    counts: dict[Show, int]
    show: Show
    page: int
    more: bool
    mails: tuple[MailRow, ...]


def running_view(visit: Visit, show: Show, page: int) -> RunningView:
    """How the bureau's machinery runs."""
    house, bureau = visit.console.house, visit.bureau
    number = min(max(1, page), _MOST_PAGES)
    now = house.clock()
    with house.database.reading() as session:
        rows = outbox_lists.listed(session, visit.id, show.states, after=(number - 1) * PAGE, most=PAGE + 1)
        sent = outbox.sent_since(session, visit.id, day_began(now))
        last = outbox.last_sent_at(session, visit.id)
        return RunningView(
            accounts=_accounts(session, bureau),
            worker=alive(house.data, now, _ALIVE),
            by_hand=health.stopped_by_hand(session, visit.id),
            kill_switch=house.settings.post.kill_switch,
            observing=bureau.bureau.mode is Mode.OBSERVE,
            unread=outbox_lists.unread(session, visit.id),
            quarantined=outbox_lists.quarantined(session, visit.id),
            sent_today=sent,
            limit=bureau.smtp.daily_limit,
            pacing=bureau.smtp.pacing_seconds,
            next_slot=_later(next_slot(now, last, sent, bureau.smtp), now),
            counts=_counts(session, visit.id),
            show=show,
            page=number,
            more=len(rows) > PAGE,
            mails=_mails(house, session, rows[:PAGE]),
        )


def _accounts(session: Session, bureau: BureauSettings) -> tuple[Account, ...]:
    users = {"imap": bureau.imap.user, "smtp": bureau.smtp.user}
    return tuple(
        Account(side=side, user=user, row=health.of(session, bureau.bureau.id, side)) for side, user in users.items()
    )


def _later(moment: datetime | None, now: datetime) -> datetime | None:
    return moment if moment is not None and moment > now else None


def _counts(session: Session, bureau: str) -> dict[Show, int]:
    by_state = outbox_lists.counts(session, bureau)
    open_ones = (Show.WAITING, Show.QUEUED, Show.UNKNOWN, Show.PERSON, Show.REFUSED, Show.BOUNCED)
    return {show: sum(by_state.get(state, 0) for state in show.states) for show in open_ones}


def _mails(house: House, session: Session, rows: Sequence[OutboxRow]) -> tuple[MailRow, ...]:
    sealed = outbox_lists.about_sealed(session, rows)
    return tuple(_mail(house, row, sealed=row.id in sealed) for row in rows)


def _mail(house: House, row: OutboxRow, *, sealed: bool) -> MailRow:
    waits = row.state in {OutboxState.QUEUED.value, OutboxState.UNKNOWN.value} and row.next_at > house.clock()
    return MailRow(
        id=row.id or 0,
        kind=MAIL_KINDS.get(row.kind, row.kind),
        to=row.to,
        subject="" if sealed else row.subject,
        state=row.state,
        state_word=MAIL_STATES.get(row.state, row.state),
        attempts=row.attempts,
        at=row.sent_at or row.created_at,
        next_at=row.next_at if waits else None,
        told="" if row.state == OutboxState.SENT.value else row.advice or row.answer or "",
        about=f"L{row.letter_id}" if row.letter_id else "",
        resend=may_be_resent(row),
        cancel=may_be_cancelled(row),
        risky=may_be_out(row),
    )
