"""Dovecot and exim4 as the other tests use them."""

import shutil
import smtplib

import pytest
from servers.real import RealServers, ServersMissingError

from pipeline.ingest.mailbox import connect

pytestmark = pytest.mark.servers
MAIL = b"From: unit@station.test\r\nSubject: x\r\n\r\nhello\r\n.dot\r\n"


def test_what_exim_takes_in_dovecot_shows(real_servers, new_mailbox):
    box = new_mailbox(real_servers)
    with smtplib.SMTP(real_servers.host, real_servers.smtp_port) as client:
        client.sendmail("unit@station.test", [box.address], MAIL)
    real_servers.wait_for_mail(box.address, 1)
    with connect(box.imap()) as session:
        session.open("INBOX")
        [got] = session.fetch(session.all_uids())
    assert got.letter.raw.endswith(MAIL)
    assert got.letter.raw.startswith(b"Return-path: <unit@station.test>\r\n")


def test_only_known_passwords_log_in_to_send(real_servers, new_mailbox):
    box = new_mailbox(real_servers)
    with smtplib.SMTP(real_servers.host, real_servers.smtp_port) as client:
        assert client.login(box.address, "Shouquanma1")[0] == 235
    with smtplib.SMTP(real_servers.host, real_servers.smtp_port) as client, pytest.raises(smtplib.SMTPException):
        client.login(box.address, "wrong")


def test_a_refused_recipient_is_told_and_the_others_get_theirs(real_servers):
    real_servers.refuse("gone@station.test")
    with smtplib.SMTP(real_servers.host, real_servers.smtp_port) as client:
        refused = client.sendmail("a@bureau.test", ["gone@station.test", "here@station.test"], MAIL)
    real_servers.refuse()
    assert refused["gone@station.test"][0] == 550
    assert len(real_servers.wait_for_mail("here@station.test", 1)) == 1


def test_a_logged_in_sender_may_be_held_to_its_own_address():
    with (
        RealServers({"bureau@demo.test": "secret"}, same_sender=True) as servers,
        smtplib.SMTP(servers.host, servers.smtp_port) as client,
    ):
        client.login("bureau@demo.test", "secret")
        with pytest.raises(smtplib.SMTPSenderRefused) as refusal:
            client.sendmail("other@demo.test", ["a@b.test"], MAIL)
    assert refusal.value.smtp_code == 553
    assert not servers.folder.exists()


def test_a_missing_program_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *args, **kwargs: None)
    with pytest.raises(ServersMissingError, match=r"apt-get install .*dovecot-imapd exim4"):
        RealServers()
