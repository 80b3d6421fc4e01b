"""Encrypted connections to a mailbox: no password goes to a server that is not who it should be."""

import ssl
import subprocess
from pathlib import Path

import pytest
from ingest.scripted_mailbox import LETTERS, account
from servers.netease import Netease
from servers.scripted import ScriptedImap

from pipeline.ingest.mailbox import Unreachable, connect


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
