"""Reach the servers, log in, and say what is wrong and what to do: `baosong doctor`."""

from dataclasses import dataclass

from pipeline.domain.words import OutboxState
from pipeline.ingest.mailbox import MailboxFault
from pipeline.ingest.mailbox import connect as connect_mailbox
from pipeline.post.advice import ADVICE
from pipeline.post.send import PostFault
from pipeline.post.send import connect as connect_post
from pipeline.settings import BureauSettings
from pipeline.steps.house import House
from pipeline.store import health, outbox


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One thing that was looked at; `advice` says what to do where it is not well."""

    bureau: str
    what: str  # imap, smtp, stopped_imap, stopped_smtp, unknown, person
    well: bool
    advice: str = ""
    detail: str = ""


def examine(house: House, bureau_id: str) -> list[Sign]:
    """Look at a bureau's mailbox, post and outbox; an account that works again is no longer stopped."""
    bureau = house.bureau(bureau_id)
    return [_imap(house, bureau), _smtp(house, bureau), *_outbox(house, bureau)]


def _imap(house: House, bureau: BureauSettings) -> Sign:
    try:
        with connect_mailbox(bureau.imap, deadline_seconds=house.settings.intervals.poll_deadline_seconds) as session:
            for folder in session.folders:
                session.open(folder)
            folders = " ".join(session.folders)
    except MailboxFault as fault:
        return Sign(bureau=bureau.bureau.id, what="imap", well=False, advice=fault.advice, detail=fault.detail)
    _lift(house, bureau, "imap")
    return Sign(bureau=bureau.bureau.id, what="imap", well=True, detail=folders)


def _smtp(house: House, bureau: BureauSettings) -> Sign:
    account = bureau.smtp
    if not account.password:
        advice = ADVICE["password_missing"].format(user=account.user, env=account.password_env)
        return Sign(bureau=bureau.bureau.id, what="smtp", well=False, advice=advice)
    try:
        with connect_post(account):
            pass
    except PostFault as fault:
        return Sign(bureau=bureau.bureau.id, what="smtp", well=False, advice=fault.advice, detail=fault.text)
    _lift(house, bureau, "smtp")
    return Sign(bureau=bureau.bureau.id, what="smtp", well=True, detail=account.user)


def _lift(house: House, bureau: BureauSettings, side: str) -> None:
    with house.database.writing() as session:
        health.lift(session, bureau.bureau.id, side)


def _outbox(house: House, bureau: BureauSettings) -> list[Sign]:
    """Mails that wait for a person, and those whose fate is not known."""
    with house.database.reading() as session:
        rows = outbox.waiting_for_person(session, bureau.bureau.id)
    return [
        Sign(
            bureau=bureau.bureau.id,
            what="unknown" if row.state == OutboxState.UNKNOWN.value else "person",
            well=False,
            advice=row.advice or row.answer or "",
            detail=f"{row.to} {row.subject}",
        )
        for row in rows
    ]
