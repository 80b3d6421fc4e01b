"""Units send their letters: over SMTP, or laid where the provider's filter puts them."""

import email
import smtplib
from email.policy import default as modern

from pipeline.demo.month.shapes import Sent
from pipeline.demo.records import receipt_mail
from pipeline.demo.stage import Stage
from pipeline.demo.writing import Receipt, Writer
from pipeline.demo.writing_ahead import Files

_CLIENT = "client.demo.test"  # what the units' programs call themselves


def send(stage: Stage, bureau: str, sent: Sent, files: Files) -> None:
    """As a unit does it: over SMTP, or laid where the provider's filter puts it."""
    writer = stage.writer(bureau)
    wanted = sent.answers or sent.quotes
    receipt = _receipt(stage, wanted, writer) if wanted else None
    if wanted and receipt is None:
        return  # the ending tells that the letter is missing
    raw = writer.letter(sent, files[sent.id].result(), receipt)
    if sent.folder:
        stage.servers.deliver(stage.address(bureau), raw, folder=sent.folder, received_at=sent.moment)
        return
    envelope = "" if sent.report else writer.address_of(sent)
    with smtplib.SMTP(stage.servers.host, stage.servers.smtp_port, local_hostname=_CLIENT, timeout=60) as client:
        client.sendmail(envelope, [stage.address(bureau)], raw)


def lay_copy(stage: Stage, bureau: str, sent: Sent) -> None:
    """The provider's filter lays the very bytes of an earlier letter into another folder."""
    wanted = sent.copy_of or ""
    address = stage.address(bureau)
    mark = f".{wanted}@".encode()
    raw = next(raw for raw in stage.servers.mailbox(address) if mark in raw[:4000])
    stage.servers.deliver(address, raw, folder=sent.folder or "INBOX", received_at=sent.moment)


def _receipt(stage: Stage, letter_id: str, writer: Writer) -> Receipt | None:
    """Our newest mail about that letter, taken out of the unit's mailbox; None where the unit has none."""
    sent = stage.month.letter(letter_id)
    wanted = receipt_mail(stage.house, sent.id)
    for raw in reversed(stage.servers.mailbox(writer.address_of(sent))):
        mail = email.message_from_bytes(raw, policy=modern)
        if str(mail["Message-ID"]).strip() == wanted:
            return Receipt(subject=str(mail["Subject"]), message_id=wanted)
    return None
