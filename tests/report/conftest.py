"""The shipped wording for a bureau of its own, views to be changed, and one mail of every kind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from report.counting_samples import Samples
from report.station import BUREAU, STATION, finding, incoming
from report.views import REVIEW_WANTED, RULING, alert_view, decision_view, digest_view, receipt_view

from pipeline.domain.bureau import Bureau
from pipeline.domain.finding import Finding
from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.piece import Incoming
from pipeline.domain.words import Disposition, Follows, LetterKind, OutgoingKind
from pipeline.report import counting
from pipeline.report.notices import alert, decision, digest, draft
from pipeline.report.receipts import receipt
from pipeline.report.rulings import review_wanted, ruling
from pipeline.report.stationery import Stationery, stationery
from pipeline.report.view import AlertView, DecisionView, DigestView, ReceiptView
from pipeline.settings.values import (
    BureauSettings,
    CheckTable,
    Closing,
    ImapAccount,
    Intervals,
    Limits,
    PostSettings,
    Settings,
    SmtpAccount,
    SubjectTables,
)

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture
def bureau() -> Bureau:
    return BUREAU


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The shipped wording, with a bureau's folder of its own that is still empty."""
    own = BureauSettings(
        bureau=BUREAU,
        imap=ImapAccount(host="127.0.0.1", port=1, security="none", user="desk", password_env="P"),
        smtp=SmtpAccount(host="127.0.0.1", port=1, security="none", user="desk", password_env="P"),
        checks=CheckTable(rows=(), wordings={}),
        subject=SubjectTables(),
        closing=Closing(day=1, hour=9, approval=False),
        monthly_duty=3,
        folder=tmp_path / "yuhua",
    )
    return Settings(
        folder=CONFIG,
        limits=Limits(),
        post=PostSettings(
            kill_switch=False, max_attempts=3, unknown_retry_minutes=30, replies_per_sender_per_day=10, codes=()
        ),
        intervals=Intervals(
            poll_seconds=60,
            deliver_seconds=20,
            rescan_hour=3,
            digest_hour=8,
            poll_deadline_seconds=600,
            answer_working_days=2,
            read_attempts=3,
            reader_processes=1,
        ),
        bureaus={"yuhua": own},
    )


@pytest.fixture
def desk(settings: Settings) -> Stationery:
    return stationery(settings, "yuhua")


MakeView = Callable[..., ReceiptView]


@pytest.fixture
def make_view() -> MakeView:
    """A receipt's view for a disposition and its findings; any field may be changed."""
    return receipt_view


@pytest.fixture
def make_incoming() -> Callable[..., Incoming]:
    return incoming


@pytest.fixture
def make_finding() -> Callable[..., Finding]:
    return finding


@pytest.fixture
def make_alert() -> Callable[..., AlertView]:
    """An alert's view with every fact the office may be told."""
    return alert_view


@pytest.fixture
def make_decision() -> Callable[..., DecisionView]:
    """What a person decided, about the station's piece."""
    return decision_view


@pytest.fixture
def make_digest() -> Callable[..., DigestView]:
    """A day's list with one piece that waits."""
    return digest_view


@pytest.fixture
def samples() -> Samples:
    """Views of counting, of this bureau and its station."""
    return Samples(BUREAU, STATION)


@pytest.fixture
def every_mail(
    make_view: MakeView,
    make_decision: Callable[..., DecisionView],
    make_digest: Callable[..., DigestView],
    make_alert: Callable[..., AlertView],
    samples: Samples,
    desk: Stationery,
) -> dict[OutgoingKind, OutgoingLetter]:
    """One mail of every kind."""
    doubt = finding("manuscript_single", Follows.HOLD, "一封邮件里有两份文稿。")
    gap = finding("form_present", Follows.RETURN, "未收到信息稿件审核表。", "填写所附的审核表，随回信发来。")
    hint = finding("subject_form", Follows.REMARK, "主题缺“年度”二字。", "以后请写全。")
    report = incoming(kind=LetterKind.ADOPTION_REPORT)
    mails = [
        receipt(make_view(Disposition.ACCEPTED, hint), desk),
        receipt(make_view(Disposition.RETURNED, gap, hint, form_wanted=True), desk),
        receipt(make_view(Disposition.HELD, doubt, gap, hint), desk),
        receipt(make_view(Disposition.SEALED), desk),
        receipt(make_view(Disposition.IGNORED, number=None, repeats="YH-2020-00007"), desk),
        receipt(make_view(Disposition.HELD, doubt, incoming=report, number=None, state=None), desk),
        decision(make_decision("accept"), desk),
        digest(make_digest(), desk),
        *(alert(make_alert(what), desk) for what in ("sealed", "mailbox", "quarantined", "receipt", "ruling")),
        *(alert(make_alert(what), desk) for what in ("plan", "unreached")),
    ]
    written = [m for m in mails if m is not None]
    written += [
        counting.report_receipt(samples.report_receipt(), desk),
        counting.adopted(samples.adopted(), desk),
        counting.unit_month(samples.unit_month(), desk),
        counting.office_month(samples.office_month(), desk),
        counting.status(samples.status(), desk),
        counting.withdrawn(samples.withdrawn(), desk),
        counting.reads_wanted(samples.reads_wanted(), desk),
    ]
    written += [review_wanted(REVIEW_WANTED, desk), ruling(RULING, desk)]
    written.append(draft(written[0], "office@yuhua.test", desk))
    return {m.kind: m for m in written}
