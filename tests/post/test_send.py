"""What becomes of a mail, against a real SMTP server that answers as scripted (mail.md O1, O2, O4, O5)."""

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.post.send import Answer, connect
from pipeline.settings.values import SmtpAccount

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


@pytest.mark.hypothesis
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


def test_the_final_dot_comes_with_the_last_of_the_content_and_not_after_it() -> None:
    """Alone it would wait 40 ms for the server's delayed acknowledgement, at every mail."""
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(1) as beside:
        heard = beside.submit(one_mail_heard, listening)
        account = SmtpAccount(
            host="127.0.0.1", port=listening.getsockname()[1], security="none", user="desk@bureau.test",
            password_env="POST_TEST_SECRET", timeout_seconds=5,
        )  # fmt: skip
        with connect(account) as session:
            assert session.send("unit@yuhua.test", b"Subject: x\n\nbody\n", lambda: None).outcome == "sent"
    assert heard.result() == b"Subject: x\r\n\r\nbody\r\n.\r\n"


def one_mail_heard(listening: socket.socket) -> bytes:
    """Plays a server for one mail; the first piece of its content that arrived."""
    connection, _ = listening.accept()
    with connection:
        connection.sendall(b"220 here\r\n")
        for answer in (b"250 EHLO\r\n", b"250 MAIL\r\n", b"250 RCPT\r\n", b"354 go\r\n"):
            connection.recv(1000)
            connection.sendall(answer)
        content = connection.recv(1000)
        connection.sendall(b"250 taken\r\n")
        connection.recv(1000)
        connection.sendall(b"221 bye\r\n")
        return content
