"""Reading from servers odder than 163.com, and from one that will not let us in (tests/wild has 163's own rows)."""

import ssl
import subprocess
from pathlib import Path

import pytest
from servers import netease_troubles
from servers.netease import Netease
from servers.scripted import HOST, Connection, ScriptedImap

from pipeline.ingest.mailbox import (
    CredentialsRefused,
    DeadlinePassed,
    Fetched,
    LoginBarred,
    ServerRefused,
    Unreachable,
    UnsafeLogin,
    connect,
)
from pipeline.settings.values import ImapAccount

LETTERS = {3: b"Subject: 3\r\n\r\nthree\r\n", 7: b"Subject: 7\r\n\r\nseven\r\n", 8: b"Subject: 8\r\n\r\neight\r\n"}


def account(server: ScriptedImap, security: str = "none", host: str = HOST, timeout_seconds: int = 1) -> ImapAccount:
    return ImapAccount(
        host=host, port=server.port, security=security, user="bureau@163.test", password_env="BAOSONG_TEST_PASSWORD",
        timeout_seconds=timeout_seconds, folders=("INBOX", "垃圾邮件"),
    )  # fmt: skip


def read(imap: ImapAccount, deadline_seconds: float = 20) -> list[Fetched]:
    """Everything in the INBOX."""
    with connect(imap, deadline_seconds=deadline_seconds) as session:
        session.open("INBOX")
        return list(session.fetch(session.uids_after(0)))


def poll(box: Netease) -> dict[int, object]:
    """Everything in the INBOX: uid → the bytes, or what else became of it."""
    with ScriptedImap(box) as server:
        got = read(account(server))
    assert [g.uid for g in got] == sorted(box.folders["INBOX"])
    return {g.uid: g.letter.raw if g.letter else g.outcome for g in got}


def test_a_server_that_knows_no_id_is_read_all_the_same():
    class Old(Netease):
        def on_id(self, line: Connection, _: str) -> bytes:
            line.introduced = True
            return b"BAD unknown command"

    assert poll(Old.holding(LETTERS)) == LETTERS


def test_answers_in_another_order_and_with_more_items_are_matched_by_uid():
    class Lively(Netease):
        def on_bodies(self, line: Connection, uids: list[int], items: str) -> bytes:
            return super().on_bodies(line, list(reversed(uids)), items)

        def body(self, line: Connection, uid: int) -> None:
            raw = self.there(line)[uid].raw
            line.send(
                b'* 1 FETCH (BODY[] {%d}\r\n%s FLAGS (\\Seen) UID %d INTERNALDATE " 1-May-2020 08:00:00 +0800")'
                % (len(raw), raw, uid)
            )

    assert poll(Lively.holding(LETTERS)) == LETTERS


@pytest.mark.parametrize("difference", [+6, -6, +400], ids=["longer", "shorter", "much-longer"])
def test_a_literal_that_is_not_as_long_as_announced_is_never_kept(difference):
    box = Netease.holding(LETTERS, miscounted={7: difference})
    assert poll(box) == {**LETTERS, 7: "retry"}
    assert box.connections >= 2


def test_a_literal_that_swallows_the_whole_next_letter_costs_neither():
    class Swallowing(Netease):
        def on_bodies(self, line: Connection, uids: list[int], items: str) -> bytes:
            if uids != [7, 8] or "BODY" not in items:
                return super().on_bodies(line, uids, items)
            both = LETTERS[7] + b")\r\n* 8 FETCH (UID 8 BODY[] {%d}\r\n" % len(LETTERS[8]) + LETTERS[8]
            line.send(b"* 7 FETCH (UID 7 BODY[] {%d}\r\n%s)" % (len(both), both))
            return b"OK FETCH completed"

    letters = {7: LETTERS[7], 8: LETTERS[8]}
    assert poll(Swallowing.holding(letters)) == letters


def test_a_server_whose_sizes_are_never_right_is_read_all_the_same():
    class Estimating(Netease):
        def on_bodies(self, line: Connection, uids: list[int], items: str) -> bytes:
            if "BODY" in items:
                return super().on_bodies(line, uids, items)
            for uid in uids:
                line.send(b"* %d FETCH (UID %d RFC822.SIZE 1000)" % (uid, uid))
            return b"OK FETCH completed"

    assert poll(Estimating.holding(LETTERS)) == LETTERS


def test_a_server_that_breaks_every_time_is_given_up_in_the_end():
    box = Netease.holding(dict.fromkeys(range(1, 40), b"x"), cut=frozenset(range(1, 40)))
    with ScriptedImap(box) as server, pytest.raises(Unreachable):
        read(account(server))
    assert box.connections <= 5


def test_a_short_letter_may_come_as_a_quoted_string():
    class Quoting(Netease):
        def body(self, line: Connection, uid: int) -> None:
            line.send(b'* 1 FETCH (UID %d BODY[] "a \\"b\\" UID 5 \\\\")' % uid)

    assert poll(Quoting.holding({3: b""})) == {3: b'a "b" UID 5 \\'}


def test_a_server_without_dates_and_without_uidvalidity_is_read():
    class Bare(Netease):
        def on_examine(self, line: Connection, _: str) -> bytes:
            line.folder = "INBOX"
            return b"OK done"

        def body(self, line: Connection, uid: int) -> None:
            line.send(b"* 1 FETCH (UID %d BODY[] {1}\r\nx)" % uid)

    with ScriptedImap(Bare.holding({3: b"x"})) as server, connect(account(server)) as session:
        assert session.open("INBOX") == 0
        [got] = session.fetch([3])
    assert got.letter.arrived_at.tzinfo is not None


def test_a_server_that_never_greets_is_left_after_the_timeout():
    mute = Netease.holding({}, stalling=frozenset({"GREETING"}))
    with ScriptedImap(mute) as server, pytest.raises(Unreachable) as fault, connect(account(server)):
        pass
    assert fault.value.cause == "timeout"


@pytest.mark.parametrize(
    ("answer", "kind", "cause"),
    [
        (netease_troubles.WRONG_CODE, CredentialsRefused, "credentials"),
        (b"NO ERR.LOGIN.PASSERR", CredentialsRefused, "credentials"),
        (netease_troubles.NOT_ON, CredentialsRefused, "not_on"),
        (b"BAD LOGIN not enabled", CredentialsRefused, "not_on"),
        (netease_troubles.LOCKED, CredentialsRefused, "locked"),
        (netease_troubles.IP_BLOCKED, LoginBarred, "ip_blocked"),
        (netease_troubles.TOO_OFTEN, LoginBarred, "too_often"),
        (netease_troubles.BUSY, Unreachable, "busy"),
        (b"NO [UNAVAILABLE] Temporary authentication failure", Unreachable, "busy"),
        (b"NO LOGIN " + netease_troubles.UNSAFE, UnsafeLogin, "unsafe_login"),
    ],
)
def test_a_refused_login_is_told_apart(answer, kind, cause):
    with (
        ScriptedImap(Netease.holding({}, login=answer)) as server,
        pytest.raises(kind) as fault,
        connect(account(server)),
    ):
        pass
    assert (fault.value.cause, fault.value.shut_out) == (cause, kind in {CredentialsRefused, LoginBarred})
    assert answer.split(b" ", 1)[1].decode() in fault.value.advice


@pytest.mark.parametrize(
    ("greeting", "kind", "cause"),
    [
        (b"* BYE too many connections", Unreachable, "busy"),
        (b"* BYE IP is rejected", LoginBarred, "ip_blocked"),
        (b"220 smtp.163.test ESMTP", Unreachable, "cut"),
        (b"\xff\xfe\x00", Unreachable, "cut"),
    ],
)
def test_a_greeting_that_is_no_welcome_is_told_apart(greeting, kind, cause):
    with ScriptedImap(Netease(greeting=greeting)) as server, pytest.raises(kind) as fault, connect(account(server)):
        pass
    assert fault.value.cause == cause


def test_a_refused_search_is_told_in_the_servers_words():
    refusing = Netease.holding(LETTERS, refused={"SEARCH": b"NO SEARCH quota exceeded"})
    with ScriptedImap(refusing) as server, pytest.raises(ServerRefused) as fault:
        read(account(server))
    assert "quota exceeded" in fault.value.advice


def test_a_server_that_drips_does_not_outlast_the_deadline():
    dripping = Netease.holding(LETTERS, dripping=frozenset({"SEARCH"}))
    with ScriptedImap(dripping) as server, pytest.raises(DeadlinePassed):
        read(account(server, timeout_seconds=30), deadline_seconds=1)


def test_folder_names_in_every_spelling_are_recognised():
    class Folders(Netease):
        def on_list(self, line: Connection, _: str) -> bytes:
            line.send(b'* LIST (\\HasNoChildren) "/" inbox')
            line.send(b'* LIST (\\Noselect) "/" "&Xn9USpCuTvY-"')
            line.send(b"* LIST () NIL {12}\r\n&V4NXPpCuTvY-".replace(b"{12}", b"{13}"))
            line.send(b'* LIST () "/" "&broken"')
            line.send(b'* LIST () "." "a \\"quoted\\" one"')
            return b"OK done"

    with ScriptedImap(Folders()) as server, connect(account(server)) as session:
        assert session.folders == ("INBOX", "垃圾邮件")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate for localhost that nobody trusts, key and all in one file."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


def tls_server(certificate: Path, script: Netease) -> ScriptedImap:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    return ScriptedImap(script, tls=context)


def test_an_unverified_server_never_hears_the_password(certificate):
    script = Netease.holding(LETTERS)
    with (
        tls_server(certificate, script) as server,
        pytest.raises(Unreachable) as fault,
        connect(account(server, security="tls", host="localhost")),
    ):
        pass
    assert fault.value.cause == "certificate"
    assert script.seen == []


def test_a_verified_server_is_read_over_tls(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with (
        tls_server(certificate, Netease.holding(LETTERS)) as server,
        connect(account(server, security="tls", host="localhost", timeout_seconds=10)) as session,
    ):
        session.open("INBOX")
        assert [got.letter.raw for got in session.fetch(session.all_uids())] == list(LETTERS.values())


def test_a_certificate_for_another_name_is_refused(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with (
        tls_server(certificate, Netease()) as server,
        pytest.raises(Unreachable) as fault,
        connect(account(server, security="tls", host="127.0.0.1", timeout_seconds=10)),
    ):
        pass
    assert fault.value.cause == "certificate"


def test_starttls_that_the_server_does_not_offer_is_not_replaced_by_plaintext():
    script = Netease()
    with (
        ScriptedImap(script) as server,
        pytest.raises(Unreachable) as fault,
        connect(account(server, security="starttls", host="localhost")),
    ):
        pass
    assert fault.value.cause == "tls"
    assert "LOGIN" not in script.seen


def test_more_letters_than_are_asked_for_at_a_time_all_come_in_their_order():
    letters = {uid: b"Subject: %d\r\n\r\n" % uid for uid in range(3, 1055)}
    assert poll(Netease.holding(letters)) == letters
