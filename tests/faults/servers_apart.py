"""The mail servers of a trial, in a process of their own that answers questions over a socket."""

import json
import socket
from collections.abc import Callable
from typing import Any

from acts.conftest import PASSWORDS
from faults.mixed import wave

from pipeline.demo.servers import MailServers

SENT_FOLDER = "已发送"
_UIDVALIDITY = 7


def serve(ask: socket.socket, last: int) -> None:
    """The servers' process: until nobody asks any more."""
    with MailServers(PASSWORDS, sent_folder=SENT_FOLDER) as servers:
        for one in (one for number in range(last + 1) for one in wave(number)):
            servers.deliver(one.address, one.raw, folder=one.folder, received_at=one.at)
        _number(servers, _UIDVALIDITY)
        for line in ask.makefile("rb"):
            ask.sendall(json.dumps(_ANSWERS[line.decode().strip()](servers)).encode() + b"\n")


def _number(servers: MailServers, uidvalidity: int) -> bool:
    """Give every folder that is there this UIDVALIDITY; the embedded server draws one by lot."""

    async def change() -> None:
        for address in PASSWORDS:
            mailboxes = servers._store._mailboxes(address)
            for name in ("INBOX", *mailboxes._set):
                (await mailboxes.get_mailbox(name))._uid_validity = uidvalidity

    servers._do(change())
    return True


def _arrived(servers: MailServers) -> dict[str, list[str]]:
    """By address, the Message-IDs of what our program sent there: what the SMTP server took has a trace."""
    return {
        address: [i for raw in servers.mailbox(address) if raw.startswith(b"Return-Path:") for i in _ids(raw)]
        for address in servers.addresses()
    }


def _ids(raw: bytes) -> list[str]:
    head = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    return [line.split(b":", 1)[1].strip().decode() for line in head if line.lower().startswith(b"message-id:")][:1]


_ANSWERS: dict[str, Callable[[MailServers], Any]] = {
    "ports": lambda servers: {"imap": servers.imap_port, "smtp": servers.smtp_port},
    "arrived": _arrived,
    "rebuild": lambda servers: _number(servers, _UIDVALIDITY + 1),
}
