"""A server that will not let us in or does not answer in time, told apart by what it says."""

import pytest
from ingest.scripted_mailbox import LETTERS, account, read
from servers import netease_troubles
from servers.netease import Netease
from servers.scripted import ScriptedImap

from pipeline.ingest.mailbox import (
    CredentialsRefused,
    DeadlinePassed,
    LoginBarred,
    ServerRefused,
    Unreachable,
    UnsafeLogin,
    connect,
)


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
