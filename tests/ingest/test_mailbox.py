"""Reading a mailbox on two real servers: the embedded one, and Dovecot."""

import imaplib
from datetime import datetime, timedelta, timezone

import pytest

from pipeline.ingest.mailbox import (
    CredentialsRefused,
    DeadlinePassed,
    FolderMissing,
    MailboxSession,
    Unreachable,
    connect,
)

CST = timezone(timedelta(hours=8))


def letter(number: int, body: str = "正文") -> bytes:
    head = f"From: zhang@station.test\r\nSubject: {number}\r\nMessage-ID: <{number}@station.test>\r\n\r\n"
    return (head + body + "\r\n").encode()


def fetched(session: MailboxSession, uids: list[int]) -> list[bytes]:
    return [got.letter.raw for got in session.fetch(uids) if got.letter]


def flags_seen_by_others(mailbox, folder: str = "INBOX") -> list[set[str]]:
    """The flags of every letter as a webmail user's own connection sees them, first thing."""
    with imaplib.IMAP4(mailbox.servers.host, mailbox.servers.imap_port) as client:
        client.login(mailbox.address, "Shouquanma1")
        client.select(folder)
        lines = client.fetch("1:*", "(FLAGS)")[1]
    return [{flag.decode() for flag in imaplib.ParseFlags(line)} for line in lines]


def expunge(mailbox, uid: int) -> None:
    """Deletes a letter from another connection, as staff do in webmail."""
    with imaplib.IMAP4(mailbox.servers.host, mailbox.servers.imap_port) as client:
        client.login(mailbox.address, "Shouquanma1")
        client.select("INBOX")
        client.uid("STORE", str(uid), "+FLAGS", r"(\Deleted)")
        client.expunge()


def test_a_second_poll_fetches_nothing_twice(mailbox):
    for number in range(3):
        mailbox.servers.deliver(mailbox.address, letter(number))
    with connect(mailbox.imap()) as session:
        validity = session.open("INBOX")
        first = session.uids_after(0)
        assert fetched(session, first) == [letter(n) for n in range(3)]
    mailbox.servers.deliver(mailbox.address, letter(3))
    with connect(mailbox.imap()) as session:
        assert session.open("INBOX") == validity
        second = session.uids_after(first[-1])
        assert fetched(session, second) == [letter(3)]
        assert session.uids_after(second[-1]) == []
        assert session.all_uids() == first + second


def test_an_empty_mailbox_is_read_without_complaint(mailbox):
    with connect(mailbox.imap()) as session:
        session.open("INBOX")
        assert session.uids_after(0) == []
        assert session.all_uids() == []
        assert list(session.fetch([])) == []


def test_fetching_leaves_letters_unread_and_recent(mailbox):
    mailbox.servers.deliver(mailbox.address, letter(1))
    with connect(mailbox.imap()) as session:
        session.open("INBOX")
        assert fetched(session, session.all_uids()) == [letter(1)]
    assert flags_seen_by_others(mailbox) == [{"\\Recent"}]


ODD_BODIES = {
    "gbk": b"\xc4\xe3\xba\xc3 raw GBK\r\n",
    "bare-cr": b"a bare\rCR\r\n",
    "long-line": b"x" * 5000 + b"\r\n",
    "no-end": b"no line end at the end",
    "blank-lines": b"\r\n\r\n\r\n",
    "looks-like-imap": b")\r\n* 1 FETCH (UID 1 BODY[] {3}\r\n",
}


@pytest.mark.parametrize("body", ODD_BODIES.values(), ids=ODD_BODIES.keys())
def test_a_letter_arrives_byte_for_byte(mailbox, body):
    raw = b"Subject: \xc4\xe3 8-bit\r\n\r\n" + body
    mailbox.servers.deliver(mailbox.address, raw)
    with connect(mailbox.imap()) as session:
        session.open("INBOX")
        assert fetched(session, session.all_uids()) == [raw]


@pytest.mark.parametrize("raw", [b"a\x00b: \x00\r\n\r\n\x00", b"bare\nlf\n\nbody\n", b"\r", b"x"])
def test_a_server_that_hands_out_odd_bytes_is_taken_at_its_word(embedded, new_mailbox, raw):
    mailbox = new_mailbox(embedded)
    embedded.deliver(mailbox.address, raw)
    with connect(mailbox.imap()) as session:
        session.open("INBOX")
        assert fetched(session, session.all_uids()) == [raw]


def test_arrival_is_internaldate_whatever_the_date_header_says(mailbox):
    moment = datetime(2020, 2, 29, 23, 59, 58, tzinfo=CST)
    mailbox.servers.deliver(mailbox.address, b"Date: Mon, 1 Jan 1900 00:00:00 +0000\r\n\r\nx\r\n", received_at=moment)
    with connect(mailbox.imap()) as session:
        session.open("INBOX")
        [got] = session.fetch(session.all_uids())
    assert got.letter.arrived_at == moment
    assert got.letter.arrived_at.tzinfo is not None


def test_a_letter_deleted_after_the_search_is_gone_and_the_others_come(mailbox):
    for number in range(4):
        mailbox.servers.deliver(mailbox.address, letter(number))
    with connect(mailbox.imap()) as session:
        session.open("INBOX")
        uids = session.all_uids()
        expunge(mailbox, uids[1])
        got = list(session.fetch([*uids, uids[-1] + 50]))
    assert [g.uid for g in got] == [*uids, uids[-1] + 50]
    assert [g.outcome for g in got] == ["got", "gone", "got", "got", "gone"]
    assert [g.letter.raw for g in got if g.letter] == [letter(0), letter(2), letter(3)]


@pytest.mark.servers
def test_a_letter_deleted_after_its_size_was_told_is_gone_too(real_servers, new_mailbox):
    mailbox = new_mailbox(real_servers)
    for number in range(3):
        mailbox.servers.deliver(mailbox.address, letter(number))
    with connect(mailbox.imap()) as session:
        session.open("INBOX")
        uids = session.all_uids()
        assert set(session.sizes(uids)) == set(uids)
        expunge(mailbox, uids[2])
        assert [g.outcome for g in session.fetch(uids)] == ["got", "got", "gone"]


def test_many_letters_and_a_big_one_all_come_in_the_order_asked(mailbox):
    small = [letter(number) for number in range(230)]
    big = letter(999, "0123456789abcdef" * 600_000)  # 9.6 MB, more than a command asks for
    for raw in [*small[:100], big, *small[100:]]:
        mailbox.servers.deliver(mailbox.address, raw)
    with connect(mailbox.imap()) as session:
        session.open("INBOX")
        uids = session.all_uids()
        got = list(session.fetch([*reversed(uids), uids[0]]))
    assert [g.uid for g in got] == list(reversed(uids))
    assert all(g.outcome == "got" for g in got)
    assert sorted(g.letter.raw for g in got) == sorted([*small, big])


def test_sizes_are_told_before_anything_is_downloaded(mailbox):
    mailbox.servers.deliver(mailbox.address, letter(1))
    mailbox.servers.deliver(mailbox.address, letter(2, "长" * 1000))
    with connect(mailbox.imap()) as session:
        session.open("INBOX")
        first, second = session.all_uids()
        sizes = session.sizes([first, second, second + 9])
    assert sizes == {first: len(letter(1)), second: len(letter(2, "长" * 1000))}


def test_the_spam_folder_is_read_by_its_chinese_name(mailbox):
    mailbox.servers.deliver(mailbox.address, letter(1))
    mailbox.servers.deliver(mailbox.address, letter(2), folder="垃圾邮件")
    with connect(mailbox.imap(folders=("INBOX", "垃圾邮件", "广告邮件"))) as session:
        assert session.folders == ("INBOX", "垃圾邮件")
        session.open("垃圾邮件")
        [got] = session.fetch(session.all_uids())
    assert (got.letter.folder, got.letter.raw) == ("垃圾邮件", letter(2))


def test_a_folder_that_is_not_there_is_named(mailbox):
    with connect(mailbox.imap()) as session, pytest.raises(FolderMissing) as fault:
        session.open("广告邮件")
    assert "广告邮件" in fault.value.advice


def test_the_sent_folder_is_searched_among_its_newest_letters(mailbox):
    for number in range(5):
        mailbox.servers.deliver(mailbox.address, letter(number), folder="已发送")
    folded = b"Subject: x\r\nMessage-ID:\r\n <folded@station.test>\r\n\r\n<inside@body.test>\r\n"
    mailbox.servers.deliver(mailbox.address, folded, folder="已发送")
    with connect(mailbox.imap()) as session:
        whole = session.message_ids("已发送", 200)
        assert {"<0@station.test>", "<folded@station.test>"} < whole
        assert "<inside@body.test>" not in whole
        newest = session.message_ids("已发送", 2)
        assert ("<0@station.test>" in newest, "<4@station.test>" in newest) == (False, True)
        assert "<0@station.test>" not in session.message_ids("INBOX", 200)
        assert session.message_ids("Sent Messages", 200) is None


def test_a_wrong_password_is_told_apart_and_never_repeated_in_words(mailbox, monkeypatch):
    monkeypatch.setenv("BAOSONG_TEST_PASSWORD", "not-the-one")
    with pytest.raises(CredentialsRefused) as fault, connect(mailbox.imap()):
        pass
    assert "授权码" in fault.value.advice
    assert "BAOSONG_TEST_PASSWORD" in fault.value.advice
    assert "not-the-one" not in f"{fault.value.advice}{fault.value}{fault.value.detail}"


@pytest.mark.parametrize("secret", ["", "ｆｕｌｌwidth", "two\r\nlines"])
def test_a_password_that_cannot_be_one_is_not_even_tried(mailbox, monkeypatch, secret):
    monkeypatch.setenv("BAOSONG_TEST_PASSWORD", secret)
    with pytest.raises(CredentialsRefused) as fault, connect(mailbox.imap()):
        pass
    assert fault.value.cause in {"password_missing", "password_unfit"}
    assert "BAOSONG_TEST_PASSWORD" in fault.value.advice


def test_a_closed_port_is_unreachable(mailbox):
    with pytest.raises(Unreachable) as fault, connect(mailbox.imap(port=1)):
        pass
    assert fault.value.cause == "connect"
    assert "防火墙" in fault.value.advice


def test_a_name_without_an_address_is_unreachable(mailbox):
    with pytest.raises(Unreachable) as fault, connect(mailbox.imap(host="imap.nowhere.invalid", security="tls")):
        pass
    assert fault.value.cause == "name"


def test_a_password_never_goes_over_the_network_in_the_clear(mailbox):
    with pytest.raises(Unreachable) as fault, connect(mailbox.imap(host="192.0.2.1")):
        pass
    assert fault.value.cause == "plaintext"


def test_a_session_ends_at_its_deadline_between_two_letters(mailbox):
    for number in range(2):
        mailbox.servers.deliver(mailbox.address, letter(number, "x" * 5_000_000))
    with connect(mailbox.imap()) as session:
        session.open("INBOX")
        letters = session.fetch(session.all_uids())
        assert next(letters).outcome == "got"
        session._link._deadline = 0.0  # the reader of the first letter took that long
        with pytest.raises(DeadlinePassed):
            next(letters)
