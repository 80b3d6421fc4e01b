"""Mail servers for every room's tests: the embedded ones, and Debian's Dovecot with exim4."""

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from servers.real import RealServers, ServersMissingError

from pipeline.cli.context import set_up_log
from pipeline.demo.servers import MailServers
from pipeline.settings.values import ImapAccount, SmtpAccount
from pipeline.steps import house
from pipeline.store.database import Database

# Speed is measured by the bench, never by a timed test. The same code has the same luck, so that a test which fails
# fails because of what was changed; `make explore` draws anew (docs/decisions/0018-same-luck.md).
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("explore" if os.environ.get("BAOSONG_EXPLORE") else "house")

PASSWORD_ENV = "BAOSONG_TEST_PASSWORD"  # the variable's name, not a secret
PASSWORD = "Shouquanma1"
_LONG = 40  # bytes
_numbers = itertools.count(1)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file's bytes name no test: they may hold the time they were made at, which differs from worker to worker."""
    return argname if isinstance(val, bytes) and len(val) > _LONG else None


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """A fresh mailbox of its own on one of the servers."""

    servers: MailServers | RealServers
    address: str

    def imap(self, **changes: object) -> ImapAccount:
        """The account as settings name it."""
        values = {
            "host": self.servers.host, "port": self.servers.imap_port, "security": "none", "user": self.address,
            "password_env": PASSWORD_ENV, "timeout_seconds": 20,
        }  # fmt: skip
        return ImapAccount(**(values | changes))  # type: ignore[arg-type]

    def smtp(self, **changes: object) -> SmtpAccount:
        """The account as settings name it."""
        values = {
            "host": self.servers.host, "port": self.servers.smtp_port, "security": "none", "user": self.address,
            "password_env": PASSWORD_ENV, "pacing_seconds": 0.0, "timeout_seconds": 20,
        }  # fmt: skip
        return SmtpAccount(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture(autouse=True, scope="session")
def _plain_log() -> None:
    """The program's own log: structlog's default prints every local of a traceback, letters and all."""
    set_up_log()


@pytest.fixture(autouse=True, scope="session")
def _ready_tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A house opened in an empty folder begins with tables made once by the real migrations, which take a while."""
    made = tmp_path_factory.mktemp("tables") / "ready.db"

    class Ready(Database):
        def __init__(self, url: str) -> None:
            file, self._new = Path(url.removeprefix("sqlite:///")), False
            if url.startswith("sqlite:///") and not file.exists() and file.parent.is_dir():
                if not made.exists():
                    _make_tables(made)
                shutil.copyfile(made, file)
                self._new = True
            super().__init__(url)

        def upgrade(self) -> None:
            if not self._new:
                super().upgrade()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(house, "Database", Ready)
        yield


def _make_tables(file: Path) -> None:
    """Tables without rows, in one file."""
    database = Database(f"sqlite:///{file}")
    database.upgrade()
    database.close()


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_ENV, PASSWORD)


@pytest.fixture(scope="session")
def embedded() -> Iterator[MailServers]:
    """The demo's own servers; use addresses of your own, others run tests on them too."""
    with MailServers({}) as servers:
        yield servers


@pytest.fixture(scope="session")
def real_servers() -> Iterator[RealServers]:
    """Dovecot and exim4; a machine without them fails, with the command that installs them."""
    try:
        servers = RealServers()
    except ServersMissingError as missing:
        pytest.fail(str(missing), pytrace=False)
    with servers:
        yield servers


@pytest.fixture(params=["embedded", pytest.param("real_servers", marks=pytest.mark.servers)])
def any_servers(request: pytest.FixtureRequest) -> MailServers | RealServers:
    """Each of the two in turn."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


@pytest.fixture
def new_mailbox() -> Callable[[MailServers | RealServers], Mailbox]:
    """Makes a mailbox that no other test uses."""

    def make(servers: MailServers | RealServers) -> Mailbox:
        address = f"box{next(_numbers)}@bureau.test"
        servers.add_user(address, PASSWORD)
        return Mailbox(servers=servers, address=address)

    return make


@pytest.fixture
def mailbox(any_servers: MailServers | RealServers, new_mailbox: Callable[..., Mailbox]) -> Mailbox:
    """A fresh mailbox on each of the servers in turn."""
    return new_mailbox(any_servers)
