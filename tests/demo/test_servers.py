"""The embedded mail servers."""

import imaplib
import smtplib
import socket
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import pytest

from pipeline.demo.servers import MailServers
from pipeline.ingest.mailbox import connect

USER, PASSWORD, OTHER = "bureau@demo.test", "secret", "unit@station.test"
MAIL = b"From: bureau@demo.test\r\nSubject: x\r\n\r\nhello\r\n"


def smtp(servers: MailServers) -> smtplib.SMTP:
    return smtplib.SMTP(servers.host, servers.smtp_port, timeout=20)


def test_a_mail_sent_by_smtp_is_read_by_imap(embedded, new_mailbox):
    box = new_mailbox(embedded)
    with smtp(embedded) as client:
        client.sendmail(OTHER, [box.address], MAIL)
    with connect(box.imap()) as session:
        session.open("INBOX")
        [got] = session.fetch(session.all_uids())
    assert got.letter.raw.endswith(MAIL)
    assert got.letter.raw.startswith(f"Return-Path: <{OTHER}>\r\nReceived: from ".encode())


def test_dots_and_eight_bit_bytes_survive_the_way(embedded):
    body = b"Subject: x\r\n\r\n.\r\n..two\r\n\xc4\xe3\xff\r\n"
    with smtp(embedded) as client:
        client.sendmail(OTHER, ["odd@station.test"], body)
    assert embedded.mailbox("odd@station.test")[0].endswith(body)


def test_every_recipient_gets_a_mailbox(embedded):
    with smtp(embedded) as client:
        client.sendmail(OTHER, ["One@somewhere.test", "two@somewhere.test"], MAIL)
    assert len(embedded.mailbox("one@somewhere.test")) == len(embedded.mailbox("two@somewhere.test")) == 1
    assert {"one@somewhere.test", "two@somewhere.test"} <= set(embedded.addresses())
    assert embedded.mailbox("nobody@somewhere.test") == []
    assert embedded.mailbox("one@somewhere.test", "no such folder") == []


def test_delivered_bytes_and_moment_are_kept():
    moment = datetime(2020, 5, 1, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    with MailServers({USER: PASSWORD}) as servers:
        uid = servers.deliver(USER, b"\x00odd\r", received_at=moment)
        assert servers.deliver(USER, b"second") == uid + 1
        servers.deliver(USER, b"spam", folder="垃圾邮件")
        assert servers.mailbox(USER) == [b"\x00odd\r", b"second"]
        assert servers.mailbox(USER, "垃圾邮件") == [b"spam"]
        with imaplib.IMAP4(servers.host, servers.imap_port) as client:
            client.login(USER, PASSWORD)
            client.select(readonly=True)
            assert b'"01-May-2020 08:00:00 +0800"' in client.uid("FETCH", str(uid), "(INTERNALDATE)")[1][0]


def test_only_accounts_may_log_in():
    with MailServers({USER: PASSWORD}) as servers:
        servers.deliver(OTHER, MAIL)
        for name, secret in ((USER, "wrong"), (OTHER, ""), ("nobody@demo.test", PASSWORD)):
            with pytest.raises(imaplib.IMAP4.error), imaplib.IMAP4(servers.host, servers.imap_port) as client:
                client.login(name, secret or '""')
        with smtp(servers) as client, pytest.raises(smtplib.SMTPAuthenticationError):
            client.login(USER, "wrong")


def test_a_logged_in_sender_may_be_held_to_its_own_address():
    with MailServers({USER: PASSWORD}, same_sender=True) as servers, smtp(servers) as client:
        client.sendmail(OTHER, [USER], MAIL)  # not logged in: another house's server
        client.login(USER, PASSWORD)
        with pytest.raises(smtplib.SMTPSenderRefused) as refusal:
            client.sendmail(OTHER, [OTHER], MAIL)
        assert refusal.value.smtp_code == 553
        client.sendmail(USER, [OTHER], MAIL)
        assert len(servers.mailbox(OTHER)) == 1


def test_a_copy_goes_to_the_sent_folder_where_one_is_kept():
    with MailServers({USER: PASSWORD}, sent_folder="已发送") as servers, smtp(servers) as client:
        client.login(USER, PASSWORD)
        client.sendmail(USER, [OTHER], MAIL)
        assert servers.mailbox(USER, "已发送") == [MAIL]
        assert servers.mailbox(USER) == []


def test_a_recipient_can_be_refused():
    with MailServers({USER: PASSWORD}) as servers, smtp(servers) as client:
        servers.submission.refusals["full@station.test"] = "552 Mailbox full"
        refused = client.sendmail(USER, ["full@station.test", OTHER], MAIL)
        assert refused == {"full@station.test": (552, b"Mailbox full")}
        assert len(servers.mailbox(OTHER)) == 1


def test_mail_arrives_at_the_time_the_servers_are_told():
    noon = datetime(2020, 5, 1, 4, 0, tzinfo=UTC)
    with MailServers({USER: PASSWORD}, clock=lambda: noon) as servers, smtp(servers) as client:
        client.sendmail(OTHER, [USER], MAIL)
        [raw] = servers.mailbox(USER)
    assert parsedate_to_datetime(raw.split(b"\r\n")[1].rpartition(b";")[2].decode()) == noon


def test_a_letter_made_to_hang_a_reader_does_not_hang_the_server():
    raw = b"Content-Type: text/plain" + b";" * 97_000 + b"\r\n\r\nhi\r\n"
    with MailServers({USER: PASSWORD}) as servers:
        servers.deliver(USER, raw)
        with imaplib.IMAP4(servers.host, servers.imap_port, timeout=10) as client:
            client.login(USER, PASSWORD)
            client.select(readonly=True)
            assert client.fetch("1", "(BODY.PEEK[])")[1][0][1] == raw


def test_fixed_ports_are_used_and_a_taken_one_is_told():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(OSError, match="address already in use"):
            MailServers({}, imap_port=taken).start()
    with MailServers({}, imap_port=taken) as servers:
        assert servers.imap_port == taken


def test_the_ports_are_closed_afterwards():
    with MailServers({USER: PASSWORD}) as servers:
        client = smtp(servers)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((servers.host, servers.imap_port), timeout=5)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.noop()
