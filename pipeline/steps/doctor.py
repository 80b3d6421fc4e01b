"""Reach the servers, log in, and say what is wrong and what to do: `baosong doctor`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.domain.timeutil import local
from pipeline.domain.words import Mode, OutboxState
from pipeline.ingest.mailbox import MailboxFault, MailboxSession
from pipeline.ingest.mailbox import connect as connect_mailbox
from pipeline.post.advice import advise
from pipeline.post.classify import classify
from pipeline.post.pace import day_began
from pipeline.post.send import LoginRefused, PostFault
from pipeline.post.send import connect as connect_post
from pipeline.report import formats
from pipeline.settings import BureauSettings
from pipeline.steps.doctor_words import SAYINGS
from pipeline.steps.house import House
from pipeline.store import health, outbox


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One thing that was looked at; `advice` says what to do where it is not well, or what to mind where it is."""

    bureau: str
    what: str  # imap, smtp, sender, sending, start, unknown, person
    well: bool
    advice: str = ""
    detail: str = ""


def examine(house: House, bureau_id: str) -> list[Sign]:
    """Look at a bureau's mailbox, post and outbox; an account that works again is no longer stopped."""
    bureau = house.bureau(bureau_id)
    looks: tuple[Callable[[House, BureauSettings], Iterator[Sign]], ...] = (_imap, _smtp, _sending, _start, _outbox)
    return [sign for look in looks for sign in look(house, bureau)]


def _imap(house: House, bureau: BureauSettings) -> Iterator[Sign]:
    """The mailbox opens, and its folders are there."""
    name = bureau.bureau.id
    try:
        with connect_mailbox(bureau.imap, deadline_seconds=house.settings.intervals.poll_deadline_seconds) as session:
            for folder in session.folders:
                session.open(folder)
            remarks = list(_folders(bureau, session))
            folders = " ".join(session.folders)
    except MailboxFault as fault:
        yield Sign(bureau=name, what="imap", well=False, advice=fault.advice, detail=fault.detail)
        return
    with house.database.writing() as db:
        health.lift(db, name, "imap")
    yield Sign(bureau=name, what="imap", well=True, detail=folders)
    yield from remarks


def _folders(bureau: BureauSettings, session: MailboxSession) -> Iterator[Sign]:
    """Folders of the settings that the server does not have (mail.md I11, O5)."""
    name, account = bureau.bureau.id, bureau.imap
    if missing := session.lacks(*account.folders):
        advice = SAYINGS["folders"].format(names="、".join(f"“{folder}”" for folder in missing))
        yield Sign(bureau=name, what="imap", well=True, advice=advice)
    if session.lacks(account.sent_folder):
        yield Sign(bureau=name, what="imap", well=True, advice=SAYINGS["sent_folder"].format(name=account.sent_folder))


def _smtp(house: House, bureau: BureauSettings) -> Iterator[Sign]:
    """The post lets us in, and would take a mail from the login."""
    name, account = bureau.bureau.id, bureau.smtp
    if not account.password:
        yield Sign(bureau=name, what="smtp", well=False, advice=advise("password_missing", account))
        return
    try:
        with connect_post(account) as session:
            refusal = session.try_sender()
    except PostFault as fault:
        known = "" if isinstance(fault, LoginRefused) else _known(house, fault.code, fault.text)
        yield _refused(name, known or fault.advice, fault.code, fault.text)
        return
    if refusal is not None:
        known = _known(house, refusal.code, refusal.text)
        yield _refused(name, known or advise("sender", account), refusal.code, refusal.text)
        return
    _let_go(house, name)
    yield Sign(bureau=name, what="smtp", well=True, detail=account.user)
    if account.user.lower() != bureau.bureau.mailbox.lower():
        advice = SAYINGS["sender"].format(user=account.user, mailbox=bureau.bureau.mailbox)
        yield Sign(bureau=name, what="sender", well=False, advice=advice)


def _refused(bureau_id: str, advice: str, code: int, text: str) -> Sign:
    """The post is not well; the server's own words stand behind the advice, where it said any."""
    told = SAYINGS["answered"].format(advice=advice, answer=f"{code} {text}") if code else advice
    return Sign(bureau=bureau_id, what="smtp", well=False, advice=told, detail=text)


def _known(house: House, code: int, text: str) -> str:
    """What the table of answers advises for the word in one; "" where it has no word for it (mail.md O2)."""
    outcome = classify(code, text, house.settings.post.codes)
    return outcome.advice if outcome.word else ""


def _let_go(house: House, bureau_id: str) -> None:
    """An account that was stopped may send again; one that only waits for a limit to pass goes on waiting."""
    with house.database.writing() as session:
        row = health.of(session, bureau_id, "smtp")
        if row.stopped_at is not None or not health.rests(row, house.clock()):
            health.lift(session, bureau_id, "smtp")


def _sending(house: House, bureau: BureauSettings) -> Iterator[Sign]:
    """What keeps mails from leaving though the server would take them: limits, and what people switched off."""
    name, now = bureau.bureau.id, house.clock()
    with house.database.reading() as session:
        row, by_hand = health.of(session, name, "smtp"), health.stopped_by_hand(session, name)
        today = outbox.sent_since(session, name, day_began(now))
    if house.settings.post.kill_switch:
        yield Sign(bureau=name, what="sending", well=False, advice=SAYINGS["kill_switch"])
    if by_hand is not None:
        yield Sign(bureau=name, what="sending", well=False, advice=SAYINGS["by_hand"].format(why=by_hand.fault))
    if row.stopped_at is None and row.retry_at is not None and health.rests(row, now):
        advice = SAYINGS["limited"].format(until=formats.moment(row.retry_at), why=row.fault)
        yield Sign(bureau=name, what="sending", well=False, advice=advice)
    if today >= bureau.smtp.daily_limit:
        advice = SAYINGS["day_full"].format(count=today, limit=bureau.smtp.daily_limit)
        yield Sign(bureau=name, what="sending", well=True, advice=advice)


def _start(house: House, bureau: BureauSettings) -> Iterator[Sign]:
    """Whether letters are answered yet (mail.md O7; design.md §4.11)."""
    name, start = bureau.bureau.id, bureau.bureau.start_date
    if local(house.clock()).date() < start:
        yield Sign(bureau=name, what="start", well=True, advice=SAYINGS["start"].format(day=formats.day(start)))
    if bureau.bureau.mode is Mode.OBSERVE:
        yield Sign(bureau=name, what="start", well=True, advice=SAYINGS["observe"])


def _outbox(house: House, bureau: BureauSettings) -> Iterator[Sign]:
    """Mails that wait for a person, and those whose fate is not known."""
    with house.database.reading() as session:
        rows = outbox.waiting_for_person(session, bureau.bureau.id)
    for row in rows:
        unknown = row.state == OutboxState.UNKNOWN.value
        yield Sign(
            bureau=bureau.bureau.id,
            what="unknown" if unknown else "person",
            well=False,
            advice=row.advice or row.answer or "",
            detail=f"{row.to} {row.subject}",
        )
