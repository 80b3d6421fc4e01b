"""The month is played: units write over SMTP, the desk polls over IMAP, checks, answers; the office decides."""

import email
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.policy import default as modern
from functools import partial

from pipeline.demo.hands import Hands
from pipeline.demo.month.shapes import Month, Sent, Settling
from pipeline.demo.records import find_letter, name_of, receipt_mail
from pipeline.demo.servers import MailServers
from pipeline.demo.writing import Receipt, Writer
from pipeline.demo.writing_ahead import Files, writing_ahead
from pipeline.domain.timeutil import SHANGHAI
from pipeline.ingest.readers import Readers
from pipeline.steps.daily import send_digest
from pipeline.steps.deliver import deliver
from pipeline.steps.house import House
from pipeline.steps.receive import receive
from pipeline.steps.review import Order, decide
from pipeline.store import pieces

Progress = Callable[[int, int], None]
_CLIENT = "client.demo.test"  # what the units' programs call themselves


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where the month is played."""

    month: Month
    house: House = field(repr=False)
    servers: MailServers = field(repr=False)
    readers: Readers = field(repr=False)
    hands: Hands = field(repr=False)
    faults: list[str] = field(default_factory=list)  # what the desk told of its mailboxes: nothing, if all is well

    def writer(self, bureau: str) -> Writer:
        """Who writes this bureau's letters."""
        return Writer(month=self.month, bureau=self.house.bureau(bureau))

    def address(self, bureau: str) -> str:
        """The bureau's mailbox."""
        return self.house.bureau(bureau).bureau.mailbox


def play(
    stage: Stage, progress: Progress = lambda _done, _all: None, stopping: Callable[[], bool] = lambda: False
) -> bool:
    """The whole month, act by act; what has happened already in this data folder does not happen twice.

    Args:
        stage: where.
        progress: told how many acts of how many are done.
        stopping: asked between acts and letters; True ends the play after the one at hand.

    Returns:
        Whether it came to its end.
    """
    with writing_ahead(stage.month, stage.house.settings) as files:
        acts = sorted(_acts(stage, files, stopping), key=lambda act: act.at)
        for done, act in enumerate(acts, 1):
            if stopping():
                return False
            stage.hands.turn(act.at)
            act.do()
            progress(done, len(acts))
    return not stopping()


@dataclass(frozen=True)
class _Act:
    at: datetime
    do: Callable[[], None]


def _acts(stage: Stage, files: Files, stopping: Callable[[], bool]) -> Iterator[_Act]:
    """Everything that happens, in no order."""
    plan = stage.month.plan
    letters = stage.month.letters()
    for bureau, sent in letters:
        act = partial(_lay_copy, stage, bureau, sent) if sent.copy_of else partial(_send, stage, bureau, sent, files)
        yield _Act(sent.moment, act)
    for settling in plan.decisions:
        yield _Act(settling.moment, partial(_settle, stage, settling))
    for day in plan.digests:
        yield _Act(datetime.combine(day, plan.digest_at, SHANGHAI), partial(_digest, stage))
    for moment in sorted(_rounds(stage.month)):
        yield _Act(moment, partial(_round, stage, stopping))


def _rounds(month: Month) -> set[datetime]:
    """The first round after each letter, of the same day or the next morning."""
    found = set()
    for _, sent in month.letters():
        days = (sent.at.date(), sent.at.date() + timedelta(days=1))
        due = (datetime.combine(day, at, SHANGHAI) for day in days for at in sorted(month.plan.rounds))
        found.add(next(one for one in due if one > sent.moment))
    return found


def _send(stage: Stage, bureau: str, sent: Sent, files: Files) -> None:
    """As a unit does it: over SMTP, or laid where the provider's filter puts it."""
    writer = stage.writer(bureau)
    receipt = _receipt(stage, sent.answers, writer) if sent.answers else None
    if sent.answers and receipt is None:
        return  # the ending tells that the letter is missing
    raw = writer.letter(sent, files[sent.id].result(), receipt)
    if sent.folder:
        stage.servers.deliver(stage.address(bureau), raw, folder=sent.folder, received_at=sent.moment)
        return
    envelope = "" if sent.report else writer.address_of(sent)
    with smtplib.SMTP(stage.servers.host, stage.servers.smtp_port, local_hostname=_CLIENT, timeout=60) as client:
        client.sendmail(envelope, [stage.address(bureau)], raw)


def _receipt(stage: Stage, letter_id: str, writer: Writer) -> Receipt | None:
    """Our newest mail about that letter, taken out of the unit's mailbox; None where the unit has none."""
    sent = stage.month.letter(letter_id)
    wanted = receipt_mail(stage.house, sent.id)
    for raw in reversed(stage.servers.mailbox(writer.address_of(sent))):
        mail = email.message_from_bytes(raw, policy=modern)
        if str(mail["Message-ID"]).strip() == wanted:
            return Receipt(subject=str(mail["Subject"]), message_id=wanted)
    return None


def _lay_copy(stage: Stage, bureau: str, sent: Sent) -> None:
    """The provider's filter lays the very bytes of an earlier letter into another folder."""
    wanted = sent.copy_of or ""
    address = stage.address(bureau)
    mark = f".{wanted}@".encode()
    raw = next(raw for raw in stage.servers.mailbox(address) if mark in raw[:4000])
    stage.servers.deliver(address, raw, folder=sent.folder or "INBOX", received_at=sent.moment)


def _round(stage: Stage, stopping: Callable[[], bool]) -> None:
    for bureau in stage.house.settings.bureaus:
        done = receive(stage.house, bureau, stage.readers, stopping=stopping)
        stage.faults.extend(f"{bureau}: {fault}" for fault in [done.fault] if fault)
        _deliver(stage, bureau)


def _deliver(stage: Stage, bureau: str) -> None:
    sent = deliver(stage.house, bureau)
    stage.faults.extend(f"{bureau}: {fault}" for fault in [sent.fault] if fault)


def _digest(stage: Stage) -> None:
    for bureau in stage.house.settings.bureaus:
        send_digest(stage.house, bureau)
        _deliver(stage, bureau)


def _settle(stage: Stage, settling: Settling) -> None:
    """A person of the office decides, unless that was done when the month was played before."""
    with stage.house.database.reading() as session:
        row = find_letter(session, settling.letter)
        if row is None or any(d.decided_by == settling.by for d in pieces.decisions_of(session, row)):
            return
        name, bureau = name_of(session, row), row.bureau
    order = Order(name=name, verb=settling.verb, reason=settling.reason, by=settling.by, unit=settling.unit)
    decide(stage.house, order, stage.readers)
    _deliver(stage, bureau)
