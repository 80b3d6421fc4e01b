"""Reaching the server: greeting, encryption, login, and what an operator is told when it fails."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.post.send import Answer, LoginRefused, Unreachable, connect

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


def _send(server: Any) -> Answer:
    with connect(server.account) as session:
        return session.send("unit@street.test", b"Subject: hello\r\n\r\nline\r\n", lambda: None)


@pytest.mark.parametrize("greeting", ["421 HL:ITC 163 smtp3", "554 IP is rejected"])
def test_a_server_that_does_not_want_us_says_so_in_the_fault(serve: Callable[..., Any], greeting: str) -> None:
    server = serve({"GREETING": greeting})
    with pytest.raises(Unreachable) as caught, connect(server.account):
        pass
    assert f"{caught.value.code} {caught.value.text}" == greeting
    assert "发信服务器" in caught.value.advice


def test_a_greeting_that_never_comes_ends_with_the_timeout(serve: Callable[..., Any]) -> None:
    account = replace(serve({"GREETING": "<stall>"}).account, timeout_seconds=1)
    with pytest.raises(Unreachable, match="长时间没有应答"), connect(account):
        pass


def test_a_closed_port_is_told_apart_from_a_silent_server(serve: Callable[..., Any]) -> None:
    account = replace(serve().account, port=1)
    with pytest.raises(Unreachable, match="拒绝连接"), connect(account):
        pass


def test_a_host_name_out_of_form_is_a_fault_of_ours(serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POST_TEST_SECRET", "right-secret")
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
    answer = _send(server)
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
    answer = _send(serve())
    assert answer.outcome == "sent"


def test_without_its_secret_no_server_elsewhere_is_even_reached(
    serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POST_TEST_SECRET", raising=False)
    account = replace(serve().account, host="smtp.example.test", security="tls")
    with pytest.raises(LoginRefused, match="POST_TEST_SECRET"), connect(account):
        pass


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
    answer = _send(server)
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
