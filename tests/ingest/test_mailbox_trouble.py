"""Reading from a server that behaves like 163.com on its worse days."""

import ssl
import subprocess
from pathlib import Path

import pytest
from servers.scripted import HOST, Connection, HangUp, Script, ScriptedImap, drip, stall

from pipeline.ingest.mailbox import (
    CredentialsRefused,
    DeadlinePassed,
    Fetched,
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


def poll(script: Script) -> dict[int, object]:
    """Everything in the INBOX: uid → the bytes, or what else became of it."""
    with ScriptedImap(script) as server:
        got = read(account(server))
    assert [g.uid for g in got] == sorted(script.letters)
    return {g.uid: g.letter.raw if g.letter else g.outcome for g in got}


def test_id_goes_out_after_login_and_before_the_first_folder_with_every_value_quoted():
    script = Script(dict(LETTERS))
    assert poll(script) == LETTERS
    assert [c for c in script.seen if c in {"LOGIN", "ID", "LIST", "EXAMINE"}] == ["LOGIN", "ID", "LIST", "EXAMINE"]
    [line] = [line for line in script.lines if b" ID " in line]
    assert line.endswith(b'ID ("name" "baosong" "version" "1" "vendor" "baosong" "support-email" "bureau@163.test")')


def test_nothing_that_could_change_the_mailbox_is_ever_sent():
    script = Script(dict(LETTERS))
    poll(script)
    assert set(script.seen) <= {"CAPABILITY", "LOGIN", "ID", "LIST", "EXAMINE", "SEARCH", "FETCH", "NOOP", "LOGOUT"}
    bodies = [line for line in script.lines if b"BODY" in line]
    assert bodies
    assert all(b"BODY.PEEK[" in line for line in bodies)
    assert not any(b"CHARSET" in line for line in script.lines)


def test_a_folder_refused_as_unsafe_is_tried_once_more_after_a_second_id():
    class Forgetful(Script):
        def on_examine(self, line: Connection) -> bytes:
            self.introduced = self.seen.count("ID") >= 2
            return super().on_examine(line)

    script = Forgetful(dict(LETTERS))
    assert poll(script) == LETTERS
    assert script.seen.count("ID") == 2


def test_a_folder_refused_again_is_a_fault_that_says_what_to_do():
    class Never(Script):
        def on_examine(self, line: Connection) -> bytes:
            return b"NO EXAMINE Unsafe Login. Please contact kefu@188.com for help"

    script = Never(dict(LETTERS))
    with ScriptedImap(script) as server, pytest.raises(UnsafeLogin) as fault, connect(account(server)) as session:
        session.open("INBOX")
    assert script.seen.count("ID") == 2
    assert script.seen.count("EXAMINE") == 2
    for word in ("授权码", "IMAP", "kefu@188.com"):
        assert word in fault.value.advice


def test_a_server_that_knows_no_id_is_read_all_the_same():
    class Old(Script):
        def on_id(self, line: Connection) -> bytes:
            self.introduced = True
            return b"BAD unknown command"

    assert poll(Old(dict(LETTERS))) == LETTERS


def test_the_last_letter_is_not_fetched_again_though_the_server_names_it():
    script = Script(dict(LETTERS))
    with ScriptedImap(script) as server, connect(account(server)) as session:
        assert session.open("INBOX") == 1
        assert session.uids_after(8) == []
        assert session.uids_after(3) == [7, 8]
    assert b"UID SEARCH UID 9:*" in b"\n".join(script.lines)


def test_lines_nobody_asked_for_change_nothing():
    class Chatty(Script):
        def on_search(self, line: Connection, criteria: str) -> bytes:
            line.send(b"* 1 FETCH (FLAGS (\\Seen))")
            line.send(b"* 9 EXISTS")
            return super().on_search(line, criteria)

        def body(self, line: Connection, uid: int) -> None:
            line.send(b"* 2 FETCH (FLAGS (\\Seen \\Deleted))")
            line.send(b"* 1 FETCH (UID %d FLAGS (\\Seen))" % uid)
            line.send(b"* 5 FETCH (UID 999 BODY[] {5}\r\nwrong)")
            super().body(line, uid)
            line.send(b"* 1 FETCH (UID %d FLAGS ())" % uid)

    assert poll(Chatty(dict(LETTERS))) == LETTERS


def test_answers_in_another_order_and_with_more_items_are_matched_by_uid():
    class Lively(Script):
        def on_fetch(self, line: Connection, uids: list[int], items: str) -> bytes:
            return super().on_fetch(line, list(reversed(uids)), items)

        def body(self, line: Connection, uid: int) -> None:
            raw = self.letters[uid]
            line.send(
                b'* 1 FETCH (BODY[] {%d}\r\n%s FLAGS (\\Seen) UID %d INTERNALDATE " 1-May-2020 08:00:00 +0800")'
                % (len(raw), raw, uid)
            )

    assert poll(Lively(dict(LETTERS))) == LETTERS


def test_a_letter_left_out_of_the_answer_though_it_is_there_is_to_be_tried_again():
    class Silent(Script):
        def body(self, line: Connection, uid: int) -> None:
            if uid != 7:
                super().body(line, uid)

    assert poll(Silent(dict(LETTERS))) == {**LETTERS, 7: "retry"}


def test_a_letter_the_server_refuses_does_not_hold_up_the_others():
    class Damaged(Script):
        def on_fetch(self, line: Connection, uids: list[int], items: str) -> bytes:
            if 7 in uids and "BODY" in items:
                super().on_fetch(line, [uid for uid in uids if uid < 7], items)
                return b"NO [SERVERBUG] Internal error occurred"
            return super().on_fetch(line, uids, items)

    assert poll(Damaged(dict(LETTERS))) == {**LETTERS, 7: "retry"}


@pytest.mark.parametrize("difference", [+6, -6, +400], ids=["longer", "shorter", "much-longer"])
def test_a_literal_that_is_not_as_long_as_announced_is_never_kept(difference):
    class Miscounting(Script):
        def body(self, line: Connection, uid: int) -> None:
            if uid != 7:
                return super().body(line, uid)
            raw = self.letters[uid]
            return line.send(b"* 1 FETCH (UID %d BODY[] {%d}\r\n%s)" % (uid, len(raw) + difference, raw))

    script = Miscounting(dict(LETTERS))
    assert poll(script) == {**LETTERS, 7: "retry"}
    assert script.connections >= 2


def test_a_literal_that_swallows_the_whole_next_letter_costs_neither():
    class Swallowing(Script):
        def on_fetch(self, line: Connection, uids: list[int], items: str) -> bytes:
            if uids != [7, 8] or "BODY" not in items:
                return super().on_fetch(line, uids, items)
            both = self.letters[7] + b")\r\n* 8 FETCH (UID 8 BODY[] {%d}\r\n" % len(self.letters[8]) + self.letters[8]
            line.send(b"* 7 FETCH (UID 7 BODY[] {%d}\r\n%s)" % (len(both), both))
            return b"OK FETCH completed"

    letters = {7: LETTERS[7], 8: LETTERS[8]}
    assert poll(Swallowing(dict(letters))) == letters


def test_a_server_whose_sizes_are_never_right_is_read_all_the_same():
    class Estimating(Script):
        def on_fetch(self, line: Connection, uids: list[int], items: str) -> bytes:
            if "BODY" in items:
                return super().on_fetch(line, uids, items)
            for uid in uids:
                line.send(b"* %d FETCH (UID %d RFC822.SIZE 1000)" % (uid, uid))
            return b"OK FETCH completed"

    assert poll(Estimating(dict(LETTERS))) == LETTERS


def test_a_letter_that_breaks_the_connection_does_not_hold_up_the_others():
    class Breaking(Script):
        def body(self, line: Connection, uid: int) -> None:
            if uid == 7:
                line.send(b"* 1 FETCH (UID 7 BODY[] {20}\r\nSubject", end=b"")
                raise HangUp
            super().body(line, uid)

    assert poll(Breaking(dict(LETTERS))) == {**LETTERS, 7: "retry"}


def test_a_server_that_breaks_every_time_is_given_up_in_the_end():
    class Broken(Script):
        def body(self, line: Connection, uid: int) -> None:
            raise HangUp

    script = Broken(dict.fromkeys(range(1, 40), b"x"))
    with ScriptedImap(script) as server, pytest.raises(Unreachable):
        read(account(server))
    assert script.connections <= 5


def test_a_short_letter_may_come_as_a_quoted_string():
    class Quoting(Script):
        def body(self, line: Connection, uid: int) -> None:
            line.send(b'* 1 FETCH (UID %d BODY[] "a \\"b\\" UID 5 \\\\")' % uid)

    assert poll(Quoting({3: b""})) == {3: b'a "b" UID 5 \\'}


def test_a_server_without_dates_and_without_uidvalidity_is_read():
    class Bare(Script):
        def on_examine(self, line: Connection) -> bytes:
            return b"OK done"

        def body(self, line: Connection, uid: int) -> None:
            line.send(b"* 1 FETCH (UID %d BODY[] {1}\r\nx)" % uid)

    with ScriptedImap(Bare({3: b"x"})) as server, connect(account(server)) as session:
        assert session.open("INBOX") == 0
        [got] = session.fetch([3])
    assert got.letter.arrived_at.tzinfo is not None


def test_a_server_that_stalls_is_left_after_the_timeout():
    class Stalling(Script):
        def on_search(self, line: Connection, criteria: str) -> bytes:
            stall(self)
            raise AssertionError

    with ScriptedImap(Stalling(dict(LETTERS))) as server, pytest.raises(Unreachable) as fault:
        read(account(server))
    assert fault.value.cause == "timeout"


def test_a_server_that_never_greets_is_left_after_the_timeout():
    class Mute(Script):
        @property
        def greeting(self) -> bytes:
            stall(self)
            return b""

        @greeting.setter
        def greeting(self, value: bytes) -> None:
            pass

    with ScriptedImap(Mute()) as server, pytest.raises(Unreachable) as fault, connect(account(server)):
        pass
    assert fault.value.cause == "timeout"


def test_a_server_that_drips_does_not_outlast_the_deadline():
    class Dripping(Script):
        def on_search(self, line: Connection, criteria: str) -> bytes:
            drip(self, line)
            raise AssertionError

    with ScriptedImap(Dripping(dict(LETTERS))) as server, pytest.raises(DeadlinePassed):
        read(account(server, timeout_seconds=30), deadline_seconds=2)


@pytest.mark.parametrize(
    ("answer", "kind", "cause"),
    [
        (b"NO LOGIN Login error or password error", CredentialsRefused, "credentials"),
        (b"NO ERR.LOGIN.PASSERR", CredentialsRefused, "credentials"),
        (b"BAD LOGIN not enabled", CredentialsRefused, "credentials"),
        (b"NO [UNAVAILABLE] Temporary authentication failure", Unreachable, "busy"),
        (b"NO LOGIN Unsafe Login. Please contact kefu@188.com for help", UnsafeLogin, "unsafe_login"),
    ],
)
def test_a_refused_login_is_told_apart(answer, kind, cause):
    class Refusing(Script):
        def on_login(self, line: Connection) -> bytes:
            return answer

    with ScriptedImap(Refusing()) as server, pytest.raises(kind) as fault, connect(account(server)):
        pass
    assert fault.value.cause == cause
    assert answer.split(b" ", 1)[1].decode() in fault.value.advice


@pytest.mark.parametrize("greeting", [b"* BYE too many connections", b"220 smtp.163.test ESMTP", b"\xff\xfe\x00"])
def test_a_greeting_that_is_no_welcome_is_unreachable(greeting):
    with ScriptedImap(Script(greeting=greeting)) as server, pytest.raises(Unreachable), connect(account(server)):
        pass


def test_a_refused_search_is_told_in_the_servers_words():
    class Refusing(Script):
        def on_search(self, line: Connection, criteria: str) -> bytes:
            return b"NO SEARCH quota exceeded"

    with ScriptedImap(Refusing(dict(LETTERS))) as server, pytest.raises(ServerRefused) as fault:
        read(account(server))
    assert "quota exceeded" in fault.value.advice


def test_folder_names_in_every_spelling_are_recognised():
    class Folders(Script):
        def on_list(self, line: Connection) -> bytes:
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


def tls_server(certificate: Path, script: Script) -> ScriptedImap:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    return ScriptedImap(script, tls=context)


def test_an_unverified_server_never_hears_the_password(certificate):
    script = Script(dict(LETTERS))
    with (
        tls_server(certificate, script) as server,
        pytest.raises(Unreachable) as fault,
        connect(account(server, security="tls", host="localhost")),
    ):
        pass
    assert fault.value.cause == "tls"
    assert script.seen == []


def test_a_verified_server_is_read_over_tls(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with (
        tls_server(certificate, Script(dict(LETTERS))) as server,
        connect(account(server, security="tls", host="localhost", timeout_seconds=10)) as session,
    ):
        session.open("INBOX")
        assert [got.letter.raw for got in session.fetch(session.all_uids())] == list(LETTERS.values())


def test_a_certificate_for_another_name_is_refused(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with (
        tls_server(certificate, Script()) as server,
        pytest.raises(Unreachable) as fault,
        connect(account(server, security="tls", host="127.0.0.1", timeout_seconds=10)),
    ):
        pass
    assert fault.value.cause == "tls"


def test_starttls_that_the_server_does_not_offer_is_not_replaced_by_plaintext():
    script = Script()
    with (
        ScriptedImap(script) as server,
        pytest.raises(Unreachable) as fault,
        connect(account(server, security="starttls", host="localhost")),
    ):
        pass
    assert fault.value.cause == "tls"
    assert "LOGIN" not in script.seen
