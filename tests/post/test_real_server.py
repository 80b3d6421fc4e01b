"""One mail all the way: composed, sent to a real server after a login, and read back from where it delivered."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import pytest

from pipeline.domain.outgoing import Attachment, OutgoingLetter
from pipeline.domain.words import OutgoingKind
from pipeline.post.mime import to_bytes
from pipeline.post.send import connect


@pytest.mark.servers
def test_a_composed_mail_arrives_at_exim_as_it_was_written(real_servers: Any, new_mailbox: Any) -> None:
    sender, unit = new_mailbox(real_servers), new_mailbox(real_servers)
    letter = OutgoingLetter(
        occasion="receipt:1",
        kind=OutgoingKind.RECEIPT_ACCEPTED,
        to=unit.address,
        subject="【已受理】左家塘：走访慰问𠮷镕",
        text="您好：\n.\n已收到。\n",
        html="<p>已收到。</p>",
        message_id="<YH-2020-00012.1@bureau.test>",
        attachments=(Attachment(name="审核表.docx", media_type="application/msword", content=bytes(range(256)) * 999),),
    )
    raw = to_bytes(letter, sender.smtp(), "雨花区退役军人事务局", datetime(2020, 5, 6, tzinfo=UTC))
    handed: list[bool] = []
    with connect(sender.smtp()) as session:
        refused = session.send("nobody@", raw, lambda: handed.append(False))
        answer = session.send(unit.address, raw, lambda: handed.append(True))
    assert (refused.outcome, answer.outcome, handed) == ("answered", "sent", [True])
    (arrived,) = real_servers.wait_for_mail(unit.address, 1)
    mail = message_from_bytes(arrived, policy=policy.default)
    assert mail["Return-path"] == f"<{sender.address}>"
    assert mail["Subject"] == letter.subject
    body, file = mail.iter_parts()
    assert next(body.iter_parts()).get_content() == letter.text.replace("\n", "\r\n")
    assert (file.get_filename(), file.get_content()) == ("审核表.docx", letter.attachments[0].content)
