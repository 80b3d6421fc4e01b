"""Whole sessions against a real SMTP server that answers as scripted (mail.md O1, O2, O4, O5)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.post.send import Answer, LoginRefused, Unreachable, connect

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

MAIL = b"Subject: hello\r\n\r\nline\r\n"
UNIT = "unit@street.test"
CUT, STALL, BABBLE = "<cut>", "<stall>", "<babble>"


class Handings:
    """Counts how often the content was about to be handed over."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


def _send(server: Any, message: bytes = MAIL) -> tuple[Answer, int]:
    handings = Handings()
    with connect(server.account) as session:
        answer = session.send(UNIT, message, handings)
    return answer, handings.count


def test_a_mail_that_the_server_takes_is_sent(serve: Callable[..., Any]) -> None:
    server = serve()
    answer, handings = _send(server)
    assert (answer.outcome, answer.code, answer.text) == ("sent", 250, "Mail OK queued as smtp1")
    assert handings == 1
    assert server.script.mails == [("desk@bureau.test", [UNIT], MAIL)]


def test_several_mails_go_in_one_session(serve: Callable[..., Any]) -> None:
    server = serve()
    with connect(server.account) as session:
        answers = [session.send(f"u{n}@street.test", MAIL, Handings()) for n in range(3)]
    assert [a.outcome for a in answers] == ["sent"] * 3
    assert server.script.seen.count("EHLO") == 1
    assert server.script.seen[-1] == "QUIT"
    assert [to for _, to, _ in server.script.mails] == [["u0@street.test"], ["u1@street.test"], ["u2@street.test"]]


def test_mail_from_tells_the_size_where_the_server_offers_it(serve: Callable[..., Any]) -> None:
    server = serve(data_size_limit=1000)
    _send(server, b"one\n.two\n")
    assert server.script.mail_options == [["SIZE=11"]]  # CRLF counts, the doubled dot does not (RFC 1870)


def test_mail_from_tells_no_size_where_it_is_not_offered(serve: Callable[..., Any]) -> None:
    server = serve(data_size_limit=None)
    _send(server)
    assert server.script.mail_options == [[]]


def test_a_mail_larger_than_the_server_takes_is_refused_before_it_is_handed_over(serve: Callable[..., Any]) -> None:
    answer, handings = _send(serve(data_size_limit=10))
    assert (answer.outcome, answer.code, handings) == ("answered", 552, 0)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    "line",
    [
        "553 Mail from must equal authorized user",
        "550 MI:STC 163 smtp8",
        "451 MI:DMC 163 smtp8",
        "450 MI:SFQ 163 smtp8",
        "554 DT:SPM 163 smtp8",
        "535 MI:SPB 163 smtp8",
    ],
)
def test_a_refusal_before_the_content_is_recorded_and_nothing_is_handed_over(
    serve: Callable[..., Any], step: str, line: str
) -> None:
    server = serve({step: line})
    answer, handings = _send(server)
    code, text = line.split(" ", 1)
    assert answer == Answer(outcome="answered", code=int(code), text=text)
    assert handings == 0
    assert server.script.mails == []


@pytest.mark.parametrize("line", ["554 DT:SPM 163 smtp8", "550 RP:TRC 163", "451 MI:DMC 163", "552 too big"])
def test_a_refusal_after_the_final_dot_is_answered_not_unknown(serve: Callable[..., Any], line: str) -> None:
    answer, handings = _send(serve({"END": line}))
    assert (answer.outcome, f"{answer.code} {answer.text}", handings) == ("answered", line, 1)


def test_the_session_goes_on_after_a_refused_recipient(serve: Callable[..., Any]) -> None:
    server = serve({"RCPT": "550 no such user"})
    with connect(server.account) as session:
        first = session.send("gone@street.test", MAIL, Handings())
        del server.script.steps["RCPT"]
        second = session.send(UNIT, MAIL, Handings())
    assert (first.outcome, second.outcome) == ("answered", "sent")
    assert [to for _, to, _ in server.script.mails] == [[UNIT]]


def test_after_a_421_the_next_mail_is_unreached(serve: Callable[..., Any]) -> None:
    server = serve({"MAIL": "421 HL:ITC too many"})
    with connect(server.account) as session:
        first = session.send(UNIT, MAIL, Handings())
        second = session.send(UNIT, MAIL, Handings())
        alive = session.alive
    assert (first.outcome, first.code, first.text) == ("answered", 421, "HL:ITC too many")
    assert (second.outcome, alive) == ("unreached", False)


def test_a_server_that_dies_at_rset_leaves_the_refusal_standing(serve: Callable[..., Any]) -> None:
    server = serve({"RCPT": "550 no such user", "RSET": CUT})
    answer, _ = _send(server)
    assert (answer.outcome, answer.code) == ("answered", 550)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("event", [CUT, STALL])
def test_a_connection_lost_before_the_content_leaves_the_mail_unreached(
    serve: Callable[..., Any], step: str, event: str
) -> None:
    server = _with_timeout(serve({step: event}), 1)
    answer, handings = _send(server)
    assert (answer.outcome, answer.code, handings) == ("unreached", 0, 0)
    assert answer.text


@pytest.mark.parametrize("steps", [{"CONTENT": CUT}, {"END": CUT}, {"END": BABBLE}, {"END": "354 more?"}])
def test_a_connection_lost_after_content_began_leaves_the_outcome_unknown(
    serve: Callable[..., Any], steps: dict[str, str]
) -> None:
    answer, handings = _send(serve(steps), MAIL * 100_000)
    assert (answer.outcome, handings) == ("unknown", 1)


def test_a_server_silent_after_the_final_dot_leaves_the_outcome_unknown(serve: Callable[..., Any]) -> None:
    server = serve({"END": STALL})
    answer, handings = _send(_with_timeout(server, 1))
    assert (answer.outcome, handings) == ("unknown", 1)


def test_a_refusal_said_during_the_content_never_counts_as_sent(serve: Callable[..., Any]) -> None:
    answer, handings = _send(serve({"CONTENT": "552 too much mail data"}), MAIL * 100_000)
    assert (answer.outcome, handings) in {("answered", 1), ("unknown", 1)}


def test_a_yes_said_during_the_content_does_not_count(serve: Callable[..., Any]) -> None:
    answer, _ = _send(serve({"CONTENT": "250 OK already"}), MAIL * 1_000_000)
    assert answer.outcome == "unknown"


@pytest.mark.parametrize("event", [CUT, STALL, BABBLE, "451 MI:DMC late", "421 bye"])
def test_a_fault_on_quit_changes_nothing(serve: Callable[..., Any], event: str) -> None:
    server = _with_timeout(serve({"QUIT": event}), 1)
    answer, _ = _send(server)
    assert answer.outcome == "sent"
    assert len(server.script.mails) == 1


def test_a_caller_who_cannot_record_the_handing_over_hands_nothing_over(serve: Callable[..., Any]) -> None:
    server = serve()

    def fail() -> None:
        raise RuntimeError("disk full")

    with pytest.raises(RuntimeError, match="disk full"), connect(server.account) as session:
        session.send(UNIT, MAIL, fail)
    assert server.script.seen[-1] == "DATA"
    assert server.script.mails == []


@pytest.mark.parametrize(
    "to",
    ["", "unit", "a@b.test>\r\nRCPT TO:<c@d.test", "a b@c.test", "单位@street.test", "a@b.test,c@d.test", "<a@b.test>"],
)
def test_an_address_out_of_form_reaches_no_server(serve: Callable[..., Any], to: str) -> None:
    server = serve()
    with connect(server.account) as session:
        answer = session.send(to, MAIL, Handings())
    assert (answer.outcome, answer.code) == ("answered", 501)
    assert server.script.seen == ["EHLO", "QUIT"]


@pytest.mark.parametrize("greeting", ["421 HL:ITC 163 smtp3", "554 IP is rejected"])
def test_a_server_that_does_not_want_us_says_so_in_the_fault(serve: Callable[..., Any], greeting: str) -> None:
    server = serve({"GREETING": greeting})
    with pytest.raises(Unreachable) as caught, connect(server.account):
        pass
    assert f"{caught.value.code} {caught.value.text}" == greeting
    assert "发信服务器" in caught.value.advice


def test_a_greeting_that_never_comes_ends_with_the_timeout(serve: Callable[..., Any]) -> None:
    server = _with_timeout(serve({"GREETING": STALL}), 1)
    with pytest.raises(Unreachable, match="长时间没有应答"), connect(server.account):
        pass


def test_a_closed_port_is_told_apart_from_a_silent_server(serve: Callable[..., Any]) -> None:
    account = replace(serve().account, port=1)
    with pytest.raises(Unreachable, match="拒绝连接"), connect(account):
        pass


def test_a_host_name_out_of_form_is_a_fault_of_ours(serve: Callable[..., Any]) -> None:
    account = replace(serve().account, host="smtp..bureau.test", security="tls")
    with pytest.raises(Unreachable, match="找不到发信服务器"), connect(account):
        pass


@pytest.mark.parametrize("security", ["none", "ssl", ""])
def test_nothing_but_loopback_is_reached_without_encryption(security: str, serve: Callable[..., Any]) -> None:
    account = replace(serve().account, host="192.0.2.1", security=security)
    with pytest.raises(Unreachable, match="只允许用于本机"), connect(account):
        pass


@pytest.mark.parametrize("withheld", [[], ["PLAIN"]])
def test_the_right_secret_logs_in_whatever_way_is_offered(
    serve: Callable[..., Any], authenticator: Any, monkeypatch: pytest.MonkeyPatch, withheld: list[str]
) -> None:
    monkeypatch.setenv("POST_TEST_SECRET", "right-secret")
    server = serve(
        authenticator=authenticator, auth_require_tls=False, auth_required=True, auth_exclude_mechanism=withheld
    )
    answer, _ = _send(server)
    assert answer.outcome == "sent"
    assert server.script.seen.count("AUTH") == 1


def test_a_wrong_secret_is_tried_once_and_never_told(
    serve: Callable[..., Any], authenticator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POST_TEST_SECRET", "wrong-secret")
    server = serve(authenticator=authenticator, auth_require_tls=False)
    with pytest.raises(LoginRefused) as caught, connect(server.account):
        pass
    assert caught.value.code == 535
    assert "授权码" in caught.value.advice
    assert "wrong" not in f"{caught.value!r} {caught.value}"
    assert server.script.seen.count("AUTH") == 1


@pytest.mark.parametrize("line", ["535 Error: authentication failed", "550 User suspended", "454 MI:DMC later"])
def test_a_refused_login_keeps_the_servers_words(
    serve: Callable[..., Any], authenticator: Any, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setenv("POST_TEST_SECRET", "right-secret")
    server = serve({"AUTH": line}, authenticator=authenticator, auth_require_tls=False)
    with pytest.raises(LoginRefused) as caught, connect(server.account):
        pass
    assert f"{caught.value.code} {caught.value.text}" == line


def test_a_secret_with_full_width_characters_is_explained(
    serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POST_TEST_SECRET", "ＡＢＣ")
    server = serve()
    with pytest.raises(LoginRefused, match="全角"), connect(server.account):
        pass
    assert server.script.seen == []


def test_a_relay_on_this_machine_without_login_is_used_as_it_is(
    serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POST_TEST_SECRET", "for-imap-only")
    answer, _ = _send(serve())
    assert answer.outcome == "sent"


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_self_signed_certificate_is_refused_before_the_login(
    serve: Callable[..., Any], authenticator: Any, tls: Any, security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POST_TEST_SECRET", "right-secret")
    server = serve(security=security, tls=tls, authenticator=authenticator)
    with pytest.raises(Unreachable, match="证书未通过核验"), connect(server.account):
        pass
    assert "AUTH" not in server.script.seen


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_trusted_certificate_is_accepted_and_the_mail_sent(
    serve: Callable[..., Any],
    authenticator: Any,
    tls: Any,
    security: str,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("POST_TEST_SECRET", "right-secret")
    server = serve(
        security=security, tls=tls, authenticator=authenticator, auth_required=True, auth_require_tls=security != "tls"
    )
    answer, _ = _send(server)
    assert answer.outcome == "sent"


def test_a_certificate_for_another_name_is_refused(
    serve: Callable[..., Any], tls: Any, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = serve(security="tls", tls=tls)
    with pytest.raises(Unreachable, match="证书未通过核验"), connect(replace(server.account, host="localhost")):
        pass


def test_a_server_that_takes_starttls_back_gets_nothing(serve: Callable[..., Any]) -> None:
    server = serve()
    with pytest.raises(Unreachable, match="不支持 STARTTLS"), connect(replace(server.account, security="starttls")):
        pass
    assert server.script.seen == ["EHLO"]


def test_what_arrives_is_what_was_given_with_line_ends_mended(serve: Callable[..., Any]) -> None:
    server = serve()

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.sampled_from([b".", b"..", b".\r\n", b"\r", b"\n", b"\r\n", b"x", "报送".encode(), b"QUIT"])))
    def arrives(pieces: list[bytes]) -> None:
        message = b"".join(pieces)
        answer, _ = _send(server, message)
        mended = message.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
        ended = mended if mended.endswith(b"\r\n") or not mended else mended + b"\r\n"
        assert answer.outcome == "sent"
        assert server.script.mails[-1][2] == ended

    arrives()


def _with_timeout(server: Any, seconds: int) -> Any:
    """The same server with a more or less patient account."""
    return replace(server, account=replace(server.account, timeout_seconds=seconds))
