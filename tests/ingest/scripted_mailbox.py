"""A mailbox with three letters on a scripted server, and how it is read."""

from servers.netease import Netease
from servers.scripted import HOST, ScriptedImap

from pipeline.ingest.mailbox import Fetched, connect
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
