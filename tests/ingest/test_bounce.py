"""Delivery reports of all makes are read: which mail came back, why, and how finally (RFC 3464, mail.md O6)."""

import pytest

from pipeline.domain.bounce import BounceHow, BounceReason
from pipeline.domain.words import LetterKind
from pipeline.ingest.bounce_reason import how_of, reason_of

OURS = "<yh-2020-00001.1a2b3c4d@baosong.test>"
ORIGINAL = f"From: yuhua@baosong.test\nTo: nobody@yuhua.test\nMessage-ID: {OURS}\nSubject: x\n"


def status(action: str = "failed", code: str = "5.1.1", said: str = "smtp; 550 User not found") -> str:
    """A delivery status of one recipient."""
    return (
        f"Reporting-MTA: dns; mail.test\n\nFinal-Recipient: rfc822; Nobody@yuhua.test\nAction: {action}\n"
        f"Status: {code}\nDiagnostic-Code: {said}\n"
    )


def report(told: str, original: str = ORIGINAL, kind: str = "message/rfc822") -> bytes:
    """A multipart/report as Postfix and Coremail send it."""
    return (
        "From: MAILER-DAEMON@mail.test\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        f"--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\n{told}\n"
        f"--b\nContent-Type: {kind}\n\n{original}\n--b--\n"
    ).encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers", "message/global"])
def test_a_report_tells_the_mail_the_address_and_the_reason(opened, kind):
    found = opened(report(status(), kind=kind))[0].bounced
    assert found.message_ids == (OURS,)
    assert found.recipients == ("nobody@yuhua.test",)
    assert (found.how, found.reason) == (BounceHow.PERMANENT, BounceReason.NO_ADDRESS)
    assert (found.status, found.said) == ("5.1.1", "550 User not found")


@pytest.mark.parametrize(
    ("told", "how", "reason"),
    [
        (status(code="5.2.2", said="smtp; 552 mailbox full"), "permanent", "full"),
        (status(code="4.2.2", said="smtp; 452 over quota"), "temporary", "full"),
        (status("delayed", "4.4.1", "connection timed out"), "delayed", "unreached"),
        (status(code="5.7.1", said="smtp; 554 DT:SPM blocked"), "permanent", "refused"),
        (status(code="5.4.4", said="dns; no MX"), "permanent", "no_domain"),
        (status(code="5.0.0", said="smtp; 550 收件人不存在"), "permanent", "no_address"),
        (status(code="5.3.4", said="too large"), "permanent", "too_large"),
        (status(code="5.0.0", said="x"), "permanent", "unknown"),
        (status(code="", said=""), "permanent", "unknown"),
    ],
)
def test_the_code_tells_how_final_it_is_and_why_else_the_words_do(opened, told, how, reason):
    found = opened(report(told))[0].bounced
    assert (found.how.value, found.reason.value) == (how, reason)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_report_of_what_went_well_is_no_bounce(opened, action):
    letter, _ = opened(report(status(action, "2.0.0")))
    assert (letter.machine, letter.bounced) == (LetterKind.BOUNCE, None)


def test_of_several_recipients_the_one_that_failed_counts(opened):
    both = status("delivered", "2.0.0") + "\nFinal-Recipient: rfc822; b@x.test\nAction: failed\nStatus: 5.2.1\n"
    found = opened(report(both))[0].bounced
    assert (found.how, found.reason) == (BounceHow.PERMANENT, BounceReason.STOPPED)


def test_exims_plain_report_quotes_the_headers_in_its_text(opened):
    raw = (
        "From: Mail Delivery System <Mailer-Daemon@mail.test>\nX-Failed-Recipients: nobody@yuhua.test\n"
        "Auto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender\n\n"
        "A message that you sent could not be delivered to one or more of its recipients.\n\n"
        "  nobody@yuhua.test\n    Unrouteable address\n\n"
        f"------ This is a copy of the message, including all the headers. ------\n\n{ORIGINAL}\nunknown user\n"
    )
    letter, _ = opened(raw.encode())
    assert letter.machine is LetterKind.BOUNCE
    assert letter.bounced.message_ids == (OURS,)
    assert letter.bounced.recipients == ("nobody@yuhua.test",)
    assert letter.bounced.reason is BounceReason.NO_DOMAIN


WEBMAIL = [
    (
        "系统退信", "no_address",
        "抱歉，您的邮件被退回来了\n收件人：nobody@yuhua.test\n退信原因：收件人的邮箱不存在。\n550 User not found",
    ),
    (
        "系统退信/Systems bounce", "full",
        "您给 nobody@yuhua.test 发送的邮件未能送达。\n原因：对方邮箱容量已满，552 Quota exceeded",
    ),
    (
        "来自postmaster@qq.test的退信", "refused",
        "发往 nobody@yuhua.test 的邮件被退回\n退信原因：内容被对方拒收，疑似垃圾邮件",
    ),
    (
        "Undelivered Mail Returned to Sender", "stopped",
        "nobody@yuhua.test: host x.test said: 550 account has been disabled",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "reason", "text"), WEBMAIL)
@pytest.mark.parametrize("in_html", [False, True])
def test_a_webmails_plain_return_is_known_by_its_postmaster_and_subject(opened, subject, text, reason, in_html):
    body = f"<div><p>{text}</p></div>".replace("\n", "<br>") if in_html else text
    raw = (
        f"From: Postmaster@163.test\nSubject: {subject}\nContent-Type: multipart/mixed; boundary=b\n\n"
        f"--b\nContent-Type: text/{'html' if in_html else 'plain'}; charset=utf-8\n\n{body}\n"
        f"--b\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n{ORIGINAL}\n--b--\n"
    )
    letter, _ = opened(raw.encode())
    assert letter.machine is LetterKind.BOUNCE
    assert letter.bounced.message_ids == (OURS,)
    assert letter.bounced.recipients == ("nobody@yuhua.test",)
    assert (letter.bounced.how, letter.bounced.reason.value) == (BounceHow.PERMANENT, reason)


@pytest.mark.parametrize("who", ["zuojiatang@yuhua.test", "postmaster.li@yuhua.test"])
def test_a_person_who_writes_of_a_return_is_no_postmaster(opened, who):
    letter, _ = opened(f"From: {who}\nSubject: 关于退信的情况\n\nx".encode())
    assert (letter.machine, letter.bounced) == (None, None)


def test_a_report_that_tells_nothing_at_all_is_one_nevertheless(opened):
    found = opened(b"From: mailer-daemon@x.test\nReturn-Path: <>\nSubject: x\n\n")[0].bounced
    assert (found.how, found.reason, found.message_ids) == (BounceHow.PERMANENT, BounceReason.UNKNOWN, ())


def test_a_date_is_no_code_and_a_plain_warning_is_a_delay() -> None:
    assert reason_of("", "2020-05-06 12:45:50") is BounceReason.UNKNOWN
    assert how_of("", "", "2020-05-06 12:45:50 warning: message delayed 24 hours") is BounceHow.DELAYED
