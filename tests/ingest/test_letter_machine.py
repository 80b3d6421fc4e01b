"""Letters that a machine made are told apart, and people's letters never are (mail.md O6)."""

import pytest

from pipeline.domain.words import LetterKind

BOUNCE, AUTO = LetterKind.BOUNCE, LetterKind.AUTO_REPLY


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (b"Content-Type: multipart/report; report-type=delivery-status; boundary=b", BOUNCE),
        (b"Content-Type: multipart/report; boundary=b", BOUNCE),
        (b"Content-Type: Multipart/Report; report-type=disposition-notification; boundary=b", AUTO),
        (b"X-Failed-Recipients: a@b.test", BOUNCE),
        (b"From: Postmaster@x.test\nReturn-Path: <>", BOUNCE),
        (b"Return-Path: < >", AUTO),
        (b"Auto-Submitted: auto-replied", AUTO),
        (b"Auto-Submitted: Auto-Generated (rule 1)", AUTO),
        (b"Precedence: bulk", AUTO),
        (b"Precedence: LIST", AUTO),
        (b"Precedence: junk", AUTO),
        (b"List-Id: <a.b.test>", AUTO),
        (b"X-Autoreply: yes", AUTO),
        ("Subject: 自动回复：我在休假\nX-Auto-Response-Suppress: All".encode(), AUTO),
    ],
)
def test_o6_a_machine_is_known_by_its_headers(opened, field, kind):
    letter, _ = opened(field + b"\n\nx")
    assert letter.machine is kind


@pytest.mark.parametrize(
    "field",
    [
        b"Auto-Submitted: no",
        b"Precedence: normal",
        b"Return-Path: <a@b.test>",
        b"X-Auto-Response-Suppress: All",
        b"X-Autoreply: no",
        "Subject: 2020年度+左家塘+关于自动回复系统上线的信息".encode(),
        b"Content-Type: multipart/mixed; boundary=b",
    ],
)
def test_o6_a_person_is_never_taken_for_a_machine(opened, field):
    letter, _ = opened(field + b"\n\nx")
    assert letter.machine is None


def test_a_bounces_own_leaves_are_read_and_the_letter_it_returns_is_not_the_sender(opened):
    raw = (
        b"From: mailer-daemon@x.test\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        b"--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: failed\n"
        b"--b\nContent-Type: message/rfc822\n\nFrom: us@bureau.test\nSubject: ours\n\nbody\n--b--\n"
    )
    letter, _ = opened(raw)
    assert (letter.machine, letter.sender, letter.text) == (BOUNCE, "mailer-daemon@x.test", "failed")
    assert [p.type for p in letter.parts] == ["txt", "eml"]
