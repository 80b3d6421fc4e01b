"""163's SMTP server as the tests of this room ask for it."""

import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from servers.netease_post import NeteasePost, ScriptedPost

from pipeline.settings.values import SmtpAccount


@dataclass
class Server:
    """A running server, its script and an account on it."""

    account: SmtpAccount
    script: NeteasePost


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """serve(steps, security=…, **settings of aiosmtpd.SMTP) starts a server."""
    with ExitStack() as running:

        def start(
            steps: dict[str, str] | None = None,
            *,
            security: str = "none",
            tls: ssl.SSLContext | None = None,
            **smtp_settings: Any,
        ) -> Server:
            script = NeteasePost(steps=steps or {})
            if security == "starttls":
                smtp_settings["tls_context"] = tls
            server = running.enter_context(ScriptedPost(script, tls if security == "tls" else None, **smtp_settings))
            account = SmtpAccount(
                host="127.0.0.1",
                port=server.port,
                security=security,
                user="desk@bureau.test",
                password_env="POST_TEST_SECRET",
                timeout_seconds=2,
            )
            return Server(account=account, script=script)

        yield start


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate with its key for 127.0.0.1."""
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    key = path.with_name("key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    return path


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    """The server's side of the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context


@pytest.fixture
def authenticator() -> Callable[..., AuthResult]:
    """Lets desk@bureau.test in with the password right-secret."""

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        good = data.login == b"desk@bureau.test" and data.password == b"right-secret"
        return AuthResult(success=good, handled=good)

    return check
