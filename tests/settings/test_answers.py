"""The shipped table of SMTP answers (mail.md O1, O2)."""

import re
from pathlib import Path

import pytest

from pipeline.settings import Settings, load
from pipeline.settings.values import SmtpCode

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def shipped() -> Settings:
    return load(Path(__file__).resolve().parents[2] / "config")


def decided_by(settings: Settings, code: int, text: str) -> SmtpCode:
    fitting = (r for r in settings.post.codes if r.word.lower() in text.lower() and (not r.codes or code in r.codes))
    return next(fitting)


@pytest.mark.parametrize(
    ("code", "text", "outcome"),
    [
        (553, "Mail from must equal authorized user", "operator"),
        (554, "DT:SUM 163 smtp1", "operator"),
        (554, "DT:SPM 163 smtp1", "operator"),
        (421, "HL:REP 163 smtp1", "retry"),
        (421, "HL:ICC 163 smtp1", "retry"),
        (554, "IP is rejected, please contact with postmaster", "retry"),
        (451, "Requested mail action not taken: too much fail authentication", "retry"),
        (450, "MI:DMC 163 smtp1", "retry"),
        (451, "MI:SFQ 163 smtp1", "retry"),
        (451, "RP:CEL 163 smtp1", "retry"),
        (550, "MI:STC 163 smtp1", "tomorrow"),
        (554, "RP:TRC 163 smtp1", "tomorrow"),
        (535, "MI:SPB 163 smtp1", "stop"),
        (553, "MI:SPB 163 smtp1", "stop"),
        (554, "MI:SPB 163 smtp1", "stop"),
        (535, "Error: authentication failed", "stop"),
        (553, "authentication is required", "stop"),
        (535, "5.7.8 no", "stop"),
        (550, "5.7.26 This mail is unauthenticated. Authentication results: DKIM = did not pass", "refused"),
        (550, "5.7.1 SPF authentication failed for this domain", "refused"),
        (554, "5.7.1 rejected: DMARC authentication failure", "refused"),
        (452, "4.2.2 mailbox full", "retry"),
        (550, "User not found", "refused"),
        (599, "?", "refused"),
        (499, "?", "retry"),
    ],
)
def test_every_answer_of_the_mail_server_has_its_row(shipped: Settings, code: int, text: str, outcome: str) -> None:
    row = decided_by(shipped, code, text)
    assert row.outcome == outcome
    assert CHINESE.search(row.advice)
    assert row.outcome != "retry" or row.wait_minutes >= 15
